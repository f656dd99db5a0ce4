import { domainError } from '@course-plateform/common/kernel';

export class OrderNotFound extends domainError({
  code: 'order.not_found',
  status: 404,
  title: 'No such order',
}) {}

export class OrderAlreadyOwned extends domainError({
  code: 'order.already_owned',
  status: 409,
  title: 'Already yours',
  detail: 'You have some of the courses already: {courses}.',
  remedy: 'Leave these courses out. One you gave up you can begin anew without paying again.',
  extensions: {
    courseIds: { type: 'array', items: { type: 'string' } },
    orderId: { type: 'string', optional: true },
  },
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
