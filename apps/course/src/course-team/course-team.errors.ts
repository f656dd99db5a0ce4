import { domainError } from '@course-plateform/common/kernel';

export class InvitationNotFound extends domainError({
  code: 'course.invitation_not_found',
  status: 404,
  title: 'Invitation not found',
  detail: 'There is no such invitation for the confirmed e-mail address of your account.',
  remedy: 'Sign in with the account whose address was invited, and confirm the address.',
}) {}

export class InvitationExists extends domainError({
  code: 'course.invitation_exists',
  status: 409,
  title: 'Already invited',
  detail: 'The address has an open invitation to this course.',
  remedy: 'Wait for the decision, or revoke the invitation.',
}) {}

export class InvitationOver extends domainError({
  code: 'course.invitation_over',
  status: 409,
  title: 'Invitation no longer open',
  detail: 'The invitation is {status}.',
  example: { status: 'revoked' },
  remedy: 'Ask the owner of the course for a new one.',
}) {}
