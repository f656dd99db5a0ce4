import type { RowOf } from '@course-plateform/common/persistence';
import type { PaymentRow } from '../payment/payment-row';
import type { OrderLine } from './order-line.entity';
import type { Order } from './order.entity';

/** What is read of a line to show it. */
export const LINE_FIELDS = [
  'id',
  'courseId',
  'publication',
  'instructorId',
  'title',
  'slug',
  'listPriceMinor',
  'priceMinor',
  'couponDiscountMinor',
  'taxMinor',
  'refundedMinor',
  'currency',
  'status',
] as const satisfies readonly (keyof OrderLine)[];

/** What is read of an order to show it, beside its lines and payments. */
export const ORDER_FIELDS = [
  'id',
  'quoteId',
  'couponCode',
  'country',
  'taxRate',
  'status',
  'totalMinor',
  'currency',
  'dueAt',
  'paidAt',
  'createdAt',
  'history',
] as const satisfies readonly (keyof Order)[];

export type OrderLineRow = RowOf<OrderLine, (typeof LINE_FIELDS)[number]>;

/** An order as it is shown, whether it was loaded as an entity or read as a row. */
export type OrderRow = RowOf<Order, (typeof ORDER_FIELDS)[number]> & {
  readonly lines: Iterable<OrderLineRow>;
};

/** An order as a buyer reads it. */
export type OrderRead = OrderRow & { readonly payments: readonly PaymentRow[] };
