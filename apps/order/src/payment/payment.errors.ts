import { domainError } from '@course-plateform/common/kernel';

export class PaymentAlreadyPaid extends domainError({
  code: 'payment.already_paid',
  status: 409,
  title: 'Already paid',
  detail: 'This order is paid.',
  remedy: 'Nothing: the order is paid.',
}) {}

export class PaymentOrderOver extends domainError({
  code: 'payment.order_over',
  status: 409,
  title: 'The order is over',
  detail: 'It was cancelled or has expired, and cannot be paid any more. Make a new one.',
  remedy: 'Ask for a new quote and order again.',
  extensions: { orderStatus: { type: 'string' } },
}) {}

export class PaymentInProgress extends domainError({
  code: 'payment.in_progress',
  status: 409,
  title: 'A payment is in progress',
  detail: 'The payment that was begun before is just being made and cannot be replaced.',
  remedy: 'Wait a moment and read the order: it is paid, or another way to pay can be chosen.',
}) {}
