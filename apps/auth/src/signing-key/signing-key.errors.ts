import { domainError } from '@course-plateform/common/kernel';

export class RotationTooEarly extends domainError({
  code: 'auth.rotation_too_early',
  status: 409,
  title: 'Key rotation too early',
  detail:
    'Some services may not know the next key yet, or tokens of the previous one are still valid. The keys can be rotated from {from} on.',
  example: { from: '2026-01-31T12:00:00.000Z' },
  remedy: 'Wait until the time that “detail” names.',
}) {}
