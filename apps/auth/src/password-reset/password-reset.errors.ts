import { domainError } from '@course-plateform/common/kernel';

export class PasswordResetOver extends domainError({
  code: 'auth.password_reset_over',
  status: 410,
  title: 'Link expired',
  detail: 'The link has expired, has already been used, or has been replaced by a newer one.',
  remedy: 'Request another password reset and use the newest e-mail.',
}) {}
