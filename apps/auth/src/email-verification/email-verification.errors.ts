import { domainError } from '@course-plateform/common/kernel';

export class VerificationOver extends domainError({
  code: 'auth.verification_over',
  status: 410,
  title: 'Link expired',
  detail: 'The link has expired or has already been used.',
  remedy: 'Request a new e-mail and use the link in it.',
}) {}
