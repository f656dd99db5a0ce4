import { domainError } from '@course-plateform/common/kernel';

export class LastAdmin extends domainError({
  code: 'user.last_admin',
  status: 409,
  title: 'Last administrator',
  detail: 'Without this user the platform would have no administrator.',
  remedy: 'Make another user an administrator first.',
}) {}
