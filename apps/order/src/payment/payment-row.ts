import type { RowOf } from '@course-plateform/common/persistence';
import type { Payment } from './payment.entity';

/** What is read of a payment to show it. */
export const PAYMENT_FIELDS = [
  'id',
  'orderId',
  'method',
  'status',
  'amountMinor',
  'receivedMinor',
  'currency',
  'reference',
  'details',
  'lastAttempt',
  'failedAttempts',
  'reviewReason',
  'dueAt',
  'paidAt',
  'createdAt',
] as const satisfies readonly (keyof Payment)[];

/** A payment as it is shown, whether it was loaded as an entity or read as a row. */
export type PaymentRow = RowOf<Payment, (typeof PAYMENT_FIELDS)[number]>;
