import { domainError } from '@course-plateform/common/kernel';

export class OrderNotFound extends domainError({
  code: 'order.not_found',
  status: 404,
  title: 'Order not found',
}) {}

export class OrderOpenExists extends domainError({
  code: 'order.open_exists',
  status: 409,
  title: 'Course already ordered',
  detail: 'You have an unpaid order with one of these courses.',
  remedy: 'Pay or cancel the open order first.',
  // None when the order was abandoned in the meantime.
  extensions: { orderId: { type: 'string', format: 'uuid', optional: true } },
}) {}
