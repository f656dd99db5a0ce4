import { eventContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
} from '@course-plateform/types/platform';

export class OrderEventLine {
  @IdField()
  lineId!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'The publication that was sold' })
  publication!: number;

  @MoneyField()
  price!: MoneyDto;
}

/** What every fact about an order tells. */
export class OrderFact {
  @IdField()
  orderId!: string;

  @IdField()
  buyerId!: string;

  @ListField(() => OrderEventLine, { minItems: 1, maxItems: 50 })
  lines!: OrderEventLine[];

  @MoneyField()
  total!: MoneyDto;
}

/** Somebody wants to buy, and has not paid yet. */
export const orderCreated = eventContract({
  subject: 'evt.order.order.created.v1',
  payload: OrderFact,
  consumers: {},
});

/** The whole order is paid for: each line grants an enrolment. */
export const orderPaid = eventContract({
  subject: 'evt.order.order.paid.v1',
  payload: OrderFact,
  consumers: { 'user-progress': ['enrollment-grant'] },
});

/** Each line of a paid order has its enrolment. */
export const orderFulfilled = eventContract({
  subject: 'evt.order.order.fulfilled.v1',
  payload: OrderFact,
  consumers: {},
});

/** The buyer has given the order up before paying. */
export const orderCancelled = eventContract({
  subject: 'evt.order.order.cancelled.v1',
  payload: OrderFact,
  consumers: {},
});

/** Nobody has paid in time. */
export const orderExpired = eventContract({
  subject: 'evt.order.order.expired.v1',
  payload: OrderFact,
  consumers: {},
});
