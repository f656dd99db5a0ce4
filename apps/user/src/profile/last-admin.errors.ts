import { domainError } from '@course-plateform/common/kernel';

export class LastAdmin extends domainError({
  code: 'user.last_admin',
  status: 409,
  title: 'Last administrator',
  detail: 'Without this user nobody could administer the platform.',
  remedy: 'Make another user an administrator first.',
}) {}
