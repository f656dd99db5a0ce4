import { domainError } from '@course-plateform/common/kernel';

export class PasswordResetOver extends domainError({
  code: 'auth.password_reset_over',
  status: 410,
  title: 'Link no longer good',
  detail: 'The link has expired, was used, or there is a newer one. Ask for a new one.',
  remedy: 'Ask for a new password once more and use the newest e-mail.',
}) {}
