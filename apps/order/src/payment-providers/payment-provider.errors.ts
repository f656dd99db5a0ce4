import { domainError } from '@course-plateform/common/kernel';

export class PaymentMethodUnavailable extends domainError({
  code: 'payment.method_unavailable',
  status: 422,
  title: 'Way to pay not available',
  detail: 'You cannot pay by "{method}". Available: {available}.',
  remedy: 'Choose one of the available ways to pay.',
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
  detail: 'The payment provider does not answer. Nothing was begun.',
  remedy: 'Try again in a moment.',
}) {}
