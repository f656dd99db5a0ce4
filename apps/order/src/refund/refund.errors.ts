import { domainError } from '@course-plateform/common/kernel';

export class RefundNotFound extends domainError({
  code: 'refund.not_found',
  status: 404,
  title: 'Refund not found',
}) {}

export class RefundRequestNotFound extends domainError({
  code: 'refund_request.not_found',
  status: 404,
  title: 'Refund request not found',
}) {}

export class RefundLineUnknown extends domainError({
  code: 'refund.line_unknown',
  status: 422,
  title: 'Unknown order line',
  detail: 'The order has no such line.',
  remedy: 'Send the id of a line of the order.',
}) {}

export class RefundNotEligible extends domainError({
  code: 'refund_request.not_eligible',
  status: 422,
  title: 'Not eligible for a refund',
  detail: 'The refund policy does not allow it: {reasons}.',
  example: { reasons: 'window_over' },
  remedy: 'Read the refund eligibility of the order.',
  extensions: {
    reasons: { type: 'array', items: { type: 'string', example: 'window_over' } },
  },
}) {}

export class RefundRequestOpenExists extends domainError({
  code: 'refund_request.open_exists',
  status: 409,
  title: 'Refund already requested',
  detail: 'A request for this line waits for a decision.',
}) {}

export class RefundReasonMissing extends domainError({
  code: 'refund_request.reason_missing',
  status: 422,
  title: 'Reason missing',
  detail: 'A rejection needs a reason.',
}) {}

export class RefundAmountInvalid extends domainError({
  code: 'refund.amount_invalid',
  status: 422,
  title: 'Invalid refund amount',
  detail: 'A refund is more than zero, and in the currency of the order ({currency}).',
  example: { currency: 'USD' },
}) {}

export class RefundExceedsRemainder extends domainError({
  code: 'refund.exceeds_remainder',
  status: 409,
  title: 'Refund exceeds what remains',
  detail: 'Of this line, {remaining} minor units of {currency} can still be refunded.',
  example: { remaining: '0', currency: 'USD' },
  remedy: 'Refund at most what remains.',
  extensions: { remainingMinor: { type: 'integer' } },
}) {}

export class RefundNotByHand extends domainError({
  code: 'refund.not_by_hand',
  status: 409,
  title: 'Refund sent by the provider',
  detail: 'The payment provider sends this refund, and reports when it has arrived.',
}) {}

export class RefundDuplicateBankReference extends domainError({
  code: 'refund.duplicate_bank_reference',
  status: 409,
  title: 'Bank reference already recorded',
  detail: 'This line of the bank statement is already recorded for a refund.',
  remedy: 'Compare with the bank statement: the refund is already recorded.',
}) {}
