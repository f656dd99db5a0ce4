import { domainError } from '@course-plateform/common/kernel';

export class FindingNotFound extends domainError({
  code: 'reconciliation.finding_not_found',
  status: 404,
  title: 'Finding not found',
}) {}

export class FindingClosed extends domainError({
  code: 'reconciliation.finding_closed',
  status: 409,
  title: 'Finding closed',
  detail: 'This finding is closed already.',
}) {}

export class FindingReasonMissing extends domainError({
  code: 'reconciliation.reason_missing',
  status: 422,
  title: 'Reason missing',
  detail: 'Dismissing a finding needs a reason.',
}) {}

export class FindingLineMissing extends domainError({
  code: 'reconciliation.line_missing',
  status: 422,
  title: 'Line missing',
  detail: 'The order has several lines, and the amount is not all that remains of them.',
  remedy: 'Say in `lineId` which line the refund is for.',
}) {}
