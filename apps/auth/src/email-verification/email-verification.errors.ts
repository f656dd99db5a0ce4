import { domainError } from '@course-plateform/common/kernel';

export class VerificationOver extends domainError({
  code: 'auth.verification_over',
  status: 410,
  title: 'Link no longer good',
  detail: 'The link has expired or was used. Ask for a new one.',
  remedy: 'Ask for a new e-mail and use the link in it.',
}) {}
