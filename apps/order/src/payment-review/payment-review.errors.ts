import { domainError } from '@course-plateform/common/kernel';

export class PaymentReviewNotFound extends domainError({
  code: 'payment_review.not_found',
  status: 404,
  title: 'Payment review not found',
}) {}

export class PaymentReviewReasonMissing extends domainError({
  code: 'payment_review.reason_missing',
  status: 422,
  title: 'Reason missing',
  detail: 'Keeping the money needs a reason.',
}) {}

export class PaymentReviewNotApplicable extends domainError({
  code: 'payment_review.not_applicable',
  status: 409,
  title: 'Money cannot pay the order',
  detail: 'This money cannot pay the order: {reason}.',
  example: { reason: 'courses_not_free' },
  remedy: 'Refund it, or keep it with a reason.',
  extensions: { reason: { type: 'string', example: 'courses_not_free' } },
}) {}
