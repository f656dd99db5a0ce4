import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { Money } from '@course-plateform/common/kernel';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  TextField,
} from '@course-plateform/types/platform';
import { PaymentResponse, toMoments } from '../payment/payment.dto';
import type { OrderLineRow, OrderRow } from './order-row';
import { OrderLineStatus, OrderStatus } from './order.state';

export class OrderCreateDto {
  @IdField({ description: 'Your quote; courses and prices are those of the quote' })
  quoteId!: string;
}

export class OrderListQuery extends CursorQuery {
  @EnumField(OrderStatus, 'OrderStatus', { optional: true })
  status?: OrderStatus;
}

export class OrderLineResponse {
  @IdField()
  id!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'The publication that was bought' })
  publication!: number;

  @IdField()
  instructorId!: string;

  @TextField({ example: 'Complete Web Development' })
  title!: string;

  @TextField({ example: 'complete-web-development' })
  slug!: string;

  @MoneyField()
  listPrice!: MoneyDto;

  @MoneyField()
  price!: MoneyDto;

  @EnumField(OrderLineStatus, 'OrderLineStatus')
  status!: OrderLineStatus;
}

export class OrderStepResponse {
  @EnumField(OrderStatus, 'OrderStatus')
  status!: OrderStatus;

  @DateTimeField()
  at!: string;
}

export class OrderSummaryResponse {
  @IdField()
  id!: string;

  @IdField()
  quoteId!: string;

  @EnumField(OrderStatus, 'OrderStatus')
  status!: OrderStatus;

  @ListField(() => OrderLineResponse, { minItems: 1, maxItems: 50 })
  lines!: OrderLineResponse[];

  @MoneyField()
  total!: MoneyDto;

  @DateTimeField({ description: 'Until when it waits for its payment' })
  dueAt!: string;

  @DateTimeField({ nullable: true })
  paidAt!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export class OrderResponse extends OrderSummaryResponse {
  @ListField(() => PaymentResponse, { description: 'Oldest first; none for a free order' })
  payments!: PaymentResponse[];

  @ListField(() => OrderStepResponse, { description: 'Every state it was in, oldest first' })
  history!: OrderStepResponse[];
}

export class OrderPageResponse extends CursorPageOf(OrderSummaryResponse) {}

export function toOrderSummaryResponse(order: OrderRow): OrderSummaryResponse {
  return {
    id: order.id,
    quoteId: order.quoteId,
    status: order.status,
    lines: Array.from(order.lines, toOrderLineResponse),
    total: Money.of(order.totalMinor, order.currency).toJSON(),
    ...toMoments(order),
  };
}

export function toOrderResponse(order: OrderRow, payments: PaymentResponse[]): OrderResponse {
  return {
    ...toOrderSummaryResponse(order),
    payments,
    history: order.history.map(({ status, at }) => ({ status, at })),
  };
}

function toOrderLineResponse(line: OrderLineRow): OrderLineResponse {
  return {
    id: line.id,
    courseId: line.courseId,
    publication: line.publication,
    instructorId: line.instructorId,
    title: line.title,
    slug: line.slug,
    listPrice: Money.of(line.listPriceMinor, line.currency).toJSON(),
    price: Money.of(line.priceMinor, line.currency).toJSON(),
    status: line.status,
  };
}
