import { domainError } from '@course-plateform/common/kernel';

export class CurrentPasswordWrong extends domainError({
  code: 'auth.current_password_wrong',
  status: 422,
  title: 'Wrong password',
  detail: 'This is not your current password.',
  remedy: 'Type the password you signed in with, or ask for a new one by mail.',
}) {}
