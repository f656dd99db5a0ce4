import { eventContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
} from '@course-plateform/types/platform';

export class OrderEventLine {
  @IdField({ description: 'The line of the order' })
  lineId!: string;

  @IdField({ description: 'The course that is sold' })
  courseId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication that is sold' })
  publication!: number;

  @MoneyField({ description: 'What the buyer pays for the course' })
  price!: MoneyDto;
}

/** The payload of every event about an order. */
export class OrderEvent {
  @IdField({ description: 'The order' })
  orderId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @ListField(() => OrderEventLine, {
    minItems: 1,
    maxItems: 50,
    description: 'One for each course of the order',
  })
  lines!: OrderEventLine[];

  @MoneyField({ description: 'The prices of all lines together' })
  total!: MoneyDto;
}

export class OrderLineRefunded {
  @IdField({ description: 'The refund' })
  refundId!: string;

  @IdField({ description: 'The order' })
  orderId!: string;

  @IdField({ description: 'The line of the order whose money went back' })
  lineId!: string;

  @IdField({ description: 'The course of the line' })
  courseId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @MoneyField({ description: 'What went back with this refund' })
  amount!: MoneyDto;

  @BooleanField({
    description:
      'Whether the line gives no access any more; false after a part of the price went back and the buyer keeps the course',
  })
  endsAccess!: boolean;
}

export class OrderLineRevoked {
  @IdField({ description: 'The order' })
  orderId!: string;

  @IdField({ description: 'The line of the order' })
  lineId!: string;

  @IdField({ description: 'The course of the line' })
  courseId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;
}

/** A user wants to buy, and has not paid yet. */
export const orderCreated = eventContract({
  subject: 'evt.order.order.created.v1',
  payload: OrderEvent,
  consumers: {},
});

/** The whole order is paid for: each line grants an enrollment. */
export const orderPaid = eventContract({
  subject: 'evt.order.order.paid.v1',
  payload: OrderEvent,
  consumers: { 'user-progress': ['enrollment-grant'] },
});

/** Each line of a paid order has its enrollment. */
export const orderFulfilled = eventContract({
  subject: 'evt.order.order.fulfilled.v1',
  payload: OrderEvent,
  consumers: {},
});

/** The buyer has given the order up before paying. */
export const orderCancelled = eventContract({
  subject: 'evt.order.order.cancelled.v1',
  payload: OrderEvent,
  consumers: {},
});

/** Nobody has paid in time. */
export const orderExpired = eventContract({
  subject: 'evt.order.order.expired.v1',
  payload: OrderEvent,
  consumers: {},
});

/** Money for a line has reached the buyer; several times when it goes back in parts. */
export const orderLineRefunded = eventContract({
  subject: 'evt.order.order.line-refunded.v1',
  payload: OrderLineRefunded,
  consumers: { 'user-progress': ['refund-end'] },
});

/** A line gives access that was never paid for, or whose end was missed: it is to end. */
export const orderLineRevoked = eventContract({
  subject: 'evt.order.order.line-revoked.v1',
  payload: OrderLineRevoked,
  consumers: { 'user-progress': ['line-revocation'] },
});
