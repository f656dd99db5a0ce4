import { domainError } from '@course-plateform/common/kernel';

export class PaymentMethodUnavailable extends domainError({
  code: 'payment.method_unavailable',
  status: 422,
  title: 'Payment method unavailable',
  detail: 'You cannot pay by "{method}". Available: {available}.',
  remedy: 'Choose one of the available payment methods.',
  extensions: {
    available: { type: 'array', items: { type: 'string' } },
    // None when there is no such way to pay.
    reason: { type: 'string', optional: true },
  },
}) {}

export class PaymentProviderUnavailable extends domainError({
  code: 'payment.provider_unavailable',
  status: 503,
  title: 'Payment provider unavailable',
  detail: 'The payment provider did not respond, and no payment was started.',
  remedy: 'Try again in a moment.',
}) {}
