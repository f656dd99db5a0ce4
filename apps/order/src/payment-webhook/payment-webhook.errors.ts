import { domainError } from '@course-plateform/common/kernel';

export class WebhookSignatureInvalid extends domainError({
  code: 'payment_webhook.signature_invalid',
  status: 400,
  title: 'Invalid webhook signature',
  detail: 'The body was not signed by the payment provider within the last five minutes.',
}) {}
