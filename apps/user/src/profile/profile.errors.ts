import { domainError } from '@course-plateform/common/kernel';

export class ProfileNotFound extends domainError({
  code: 'profile.not_found',
  status: 404,
  title: 'User not found',
}) {}
