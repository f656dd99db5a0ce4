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

export const orderCreated = eventContract({
  subject: 'evt.order.order.created.v1',
  payload: OrderFact,
  consumers: {},
});

export const orderPaid = eventContract({
  subject: 'evt.order.order.paid.v1',
  payload: OrderFact,
  consumers: { 'user-progress': ['enrollment-grant'] },
});

export const orderFulfilled = eventContract({
  subject: 'evt.order.order.fulfilled.v1',
  payload: OrderFact,
  consumers: {},
});

export const orderCancelled = eventContract({
  subject: 'evt.order.order.cancelled.v1',
  payload: OrderFact,
  consumers: {},
});

export const orderExpired = eventContract({
  subject: 'evt.order.order.expired.v1',
  payload: OrderFact,
  consumers: {},
});
