import { domainError } from '@course-plateform/common/kernel';

export class LastAdmin extends domainError({
  code: 'user.last_admin',
  status: 409,
  title: 'The last admin',
  detail: 'Without this person nobody could administrate the platform.',
  remedy: 'Make somebody else an admin first.',
}) {}
