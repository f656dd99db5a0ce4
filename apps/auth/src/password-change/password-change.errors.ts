import { domainError } from '@course-plateform/common/kernel';

export class CurrentPasswordWrong extends domainError({
  code: 'auth.current_password_wrong',
  status: 422,
  title: 'Wrong password',
  detail: 'This is not your current password.',
  remedy: 'Enter the password you signed in with, or request a password reset.',
}) {}
