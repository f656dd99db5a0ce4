import { domainError } from '@course-plateform/common/kernel';

export class PaymentMethodUnavailable extends domainError({
  code: 'payment.method_unavailable',
  status: 422,
  title: 'Payment method unavailable',
  detail: 'You cannot pay by "{method}". Available: {available}.',
  example: { method: 'stripe', available: 'bank_transfer' },
  remedy: 'Choose one of the available payment methods.',
  extensions: {
    available: { type: 'array', items: { type: 'string', example: 'bank_transfer' } },
    // None when there is no such way to pay.
    reason: { type: 'string', example: 'not_configured', optional: true },
  },
}) {}

export class PaymentAmountNotSupported extends domainError({
  code: 'payment.amount_not_supported',
  status: 422,
  title: 'Amount not supported',
  detail: 'You cannot pay this amount by "{method}". Available: {available}.',
  example: { method: 'stripe', available: 'bank_transfer' },
  remedy: 'Choose one of the available payment methods.',
  extensions: {
    available: { type: 'array', items: { type: 'string', example: 'bank_transfer' } },
    reason: { type: 'string', example: 'amount_too_small' },
  },
}) {}

export class PaymentReturnUrlNotAllowed extends domainError({
  code: 'payment.return_url_not_allowed',
  status: 422,
  title: 'Return address not allowed',
  detail: 'A hosted payment page cannot lead to "{url}".',
  example: { url: 'https://elsewhere.example.com' },
  remedy: 'Use an address at one of the origins in CHECKOUT_RETURN_ORIGINS.',
}) {}

export class PaymentTooManyAttempts extends domainError({
  code: 'payment.too_many_attempts',
  status: 409,
  title: 'Too many attempts to pay',
  detail: 'This order has been tried to be paid by "{method}" too often.',
  example: { method: 'stripe' },
  remedy: 'Choose another payment method, or create a new order.',
}) {}

export class DisputeEvidenceRefused extends domainError({
  code: 'dispute.evidence_refused',
  status: 409,
  title: 'Evidence refused',
  detail: 'The payment provider takes no evidence for this dispute any more.',
}) {}

export class PaymentProviderUnavailable extends domainError({
  code: 'payment.provider_unavailable',
  status: 503,
  title: 'Payment provider unavailable',
  detail: 'The payment provider did not respond, and no payment was started.',
  remedy: 'Try again in a few seconds.',
}) {}
