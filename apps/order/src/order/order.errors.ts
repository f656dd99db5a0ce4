import { domainError } from '@course-plateform/common/kernel';

export class OrderNotFound extends domainError({
  code: 'order.not_found',
  status: 404,
  title: 'No such order',
}) {}

export class OrderOpenExists extends domainError({
  code: 'order.open_exists',
  status: 409,
  title: 'Already ordered',
  detail: 'You have an unpaid order with one of these courses. Pay or cancel it first.',
  remedy: 'Pay or cancel the open order first.',
  // None when the order was given up in the meantime.
  extensions: { orderId: { type: 'string', optional: true } },
}) {}
