import { domainError } from '@course-plateform/common/kernel';

export class DisputeNotFound extends domainError({
  code: 'dispute.not_found',
  status: 404,
  title: 'Dispute not found',
}) {}

export class DisputeNotOpen extends domainError({
  code: 'dispute.not_open',
  status: 409,
  title: 'Dispute not open',
  detail: 'The evidence for this dispute is with the bank already, or the bank has decided.',
}) {}
