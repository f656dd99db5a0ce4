import { domainError } from '@course-plateform/common/kernel';

export class PaymentAlreadyPaid extends domainError({
  code: 'payment.already_paid',
  status: 409,
  title: 'Already paid',
  detail: 'This order is already paid.',
}) {}

export class PaymentOrderOver extends domainError({
  code: 'payment.order_over',
  status: 409,
  title: 'Order ended',
  detail: 'The order was canceled or has expired, and cannot be paid any more.',
  remedy: 'Create a new quote and place another order.',
  extensions: { orderStatus: { type: 'string', example: 'expired' } },
}) {}

export class PaymentInProgress extends domainError({
  code: 'payment.in_progress',
  status: 409,
  title: 'Payment in progress',
  detail: 'The payment that was started before is being processed and cannot be replaced.',
  remedy:
    'Wait a few seconds and read the order: it is paid, or another payment method can be chosen.',
}) {}
