import { domainError } from '@course-plateform/common/kernel';

export class SuspensionNotFound extends domainError({
  code: 'suspension.not_found',
  status: 404,
  title: 'Not suspended',
}) {}

export class OwnSuspension extends domainError({
  code: 'suspension.own_account',
  status: 409,
  title: 'Not yourself',
  detail: 'Nobody can suspend their own account.',
  remedy: 'Ask another admin.',
}) {}

export class SuspensionOver extends domainError({
  code: 'suspension.until_past',
  status: 422,
  title: 'Over already',
  detail: 'A suspension must end in the future.',
  remedy: 'Send a later moment, or none.',
}) {}
