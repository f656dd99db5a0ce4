import { domainError } from '@course-plateform/common/kernel';

export class SuspensionNotFound extends domainError({
  code: 'suspension.not_found',
  status: 404,
  title: 'User not suspended',
}) {}

export class OwnSuspension extends domainError({
  code: 'suspension.own_account',
  status: 409,
  title: 'Your own account',
  detail: 'You cannot suspend your own account.',
  remedy: 'Contact another administrator.',
}) {}

export class SuspensionOver extends domainError({
  code: 'suspension.until_past',
  status: 422,
  title: 'End in the past',
  detail: 'A suspension must end in the future.',
  remedy: 'Send a later time, or none.',
}) {}
