import type { Transitions } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';

/** Where an order stands. */
export enum OrderStatus {
  pendingPayment = 'pending_payment',
  paid = 'paid',
  /** Every line has its enrollment. */
  fulfilled = 'fulfilled',
  partiallyRefunded = 'partially_refunded',
  refunded = 'refunded',
  expired = 'expired',
  cancelled = 'cancelled',
}

describeEnum(OrderStatus, {
  pending_payment: 'Waits for its payment until `dueAt`',
  paid: 'Paid in full; the enrollments are being created',
  fulfilled: 'Paid, and every line has its enrollment',
  partially_refunded: 'Some of the money went back',
  refunded: 'All of the money went back',
  expired: 'Was not paid in time',
  cancelled: 'The buyer gave it up before paying',
});

export const ORDER_TRANSITIONS: Transitions<OrderStatus> = {
  [OrderStatus.pendingPayment]: [OrderStatus.paid, OrderStatus.expired, OrderStatus.cancelled],
  [OrderStatus.paid]: [OrderStatus.fulfilled, OrderStatus.partiallyRefunded, OrderStatus.refunded],
  [OrderStatus.fulfilled]: [OrderStatus.partiallyRefunded, OrderStatus.refunded],
  [OrderStatus.partiallyRefunded]: [OrderStatus.refunded],
  // When the bank of the buyer sends a refund back.
  [OrderStatus.refunded]: [OrderStatus.partiallyRefunded],
  // Its money came all the same, and the buyer still gets the courses.
  [OrderStatus.expired]: [OrderStatus.pendingPayment],
  [OrderStatus.cancelled]: [OrderStatus.pendingPayment],
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

describeEnum(OrderLineStatus, {
  open: 'Waits for the payment of the order',
  paid: 'Paid; the enrollment is being created',
  fulfilled: 'The buyer is enrolled',
  released: 'The order ended without a payment; the course may be bought again',
  refunded: 'The money went back, and the enrollment has ended',
});

export const ORDER_LINE_TRANSITIONS: Transitions<OrderLineStatus> = {
  [OrderLineStatus.open]: [OrderLineStatus.paid, OrderLineStatus.released],
  [OrderLineStatus.paid]: [OrderLineStatus.fulfilled, OrderLineStatus.refunded],
  [OrderLineStatus.fulfilled]: [OrderLineStatus.refunded],
  [OrderLineStatus.released]: [OrderLineStatus.open],
  [OrderLineStatus.refunded]: [],
};
