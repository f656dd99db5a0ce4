import type { Transitions } from '@course-plateform/common/kernel';

/** Where an order stands. The refund states are there for the orders that come back. */
export enum OrderStatus {
  pendingPayment = 'pending_payment',
  paid = 'paid',
  /** Every line has its enrolment. */
  fulfilled = 'fulfilled',
  partiallyRefunded = 'partially_refunded',
  refunded = 'refunded',
  expired = 'expired',
  cancelled = 'cancelled',
}

export const ORDER_TRANSITIONS: Transitions<OrderStatus> = {
  [OrderStatus.pendingPayment]: [OrderStatus.paid, OrderStatus.expired, OrderStatus.cancelled],
  [OrderStatus.paid]: [OrderStatus.fulfilled, OrderStatus.partiallyRefunded, OrderStatus.refunded],
  [OrderStatus.fulfilled]: [OrderStatus.partiallyRefunded, OrderStatus.refunded],
  [OrderStatus.partiallyRefunded]: [OrderStatus.refunded],
  [OrderStatus.refunded]: [],
  [OrderStatus.expired]: [],
  [OrderStatus.cancelled]: [],
};

/** Where one course of an order stands. */
export enum OrderLineStatus {
  open = 'open',
  paid = 'paid',
  fulfilled = 'fulfilled',
  /** The order ended without a payment: the course may be bought again. */
  released = 'released',
  refunded = 'refunded',
}

export const ORDER_LINE_TRANSITIONS: Transitions<OrderLineStatus> = {
  [OrderLineStatus.open]: [OrderLineStatus.paid, OrderLineStatus.released],
  [OrderLineStatus.paid]: [OrderLineStatus.fulfilled, OrderLineStatus.refunded],
  [OrderLineStatus.fulfilled]: [OrderLineStatus.refunded],
  [OrderLineStatus.released]: [],
  [OrderLineStatus.refunded]: [],
};
