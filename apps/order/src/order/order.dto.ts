import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { Money } from '@course-plateform/common/kernel';
import {
  CountryField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { OrderStepCause } from '../payment/order-step-cause';
import { PaymentResponse, toMoments } from '../payment/payment.dto';
import { TaxRateResponse } from '../tax/tax.dto';
import type { OrderLineRow, OrderRow } from './order-row';
import { OrderLineStatus, OrderStatus } from './order.state';

export class OrderCreateDto {
  @IdField({ description: 'Your quote; courses and prices are those of the quote' })
  quoteId!: string;
}

export class OrderListQuery extends CursorQuery {
  @EnumField(OrderStatus, 'OrderStatus', {
    optional: true,
    description: 'Only orders in this state',
  })
  status?: OrderStatus;
}

export class OrderLineResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course that is bought' })
  courseId!: string;

  @IntegerField({ min: 1, description: 'The number of the publication that is bought' })
  publication!: number;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @TextField({
    example: 'Complete Web Development',
    description: 'The title of the course at the time of the quote',
  })
  title!: string;

  @TextField({
    example: 'complete-web-development',
    description: 'Names the course in addresses, as at the time of the quote',
  })
  slug!: string;

  @MoneyField({ description: 'The price before any reduction' })
  listPrice!: MoneyDto;

  @MoneyField({ description: 'What the buyer pays for the course' })
  price!: MoneyDto;

  @MoneyField({ description: 'What the coupon took off, before tax; 0 without one' })
  couponDiscount!: MoneyDto;

  @MoneyField({ description: 'The tax in the price; 0 without one' })
  tax!: MoneyDto;

  @MoneyField({ description: 'What has gone back to the buyer' })
  refunded!: MoneyDto;

  @EnumField(OrderLineStatus, 'OrderLineStatus', { description: 'What has become of this course' })
  status!: OrderLineStatus;
}

export class OrderStepResponse {
  @EnumField(OrderStatus, 'OrderStatus', {
    description: 'The state the order entered, or stayed in when `cause` says what has happened',
  })
  status!: OrderStatus;

  @DateTimeField({ description: 'When it entered it' })
  at!: string;

  @EnumField(OrderStepCause, 'OrderStepCause', {
    optional: true,
    description: 'What has happened, where the state does not say it',
  })
  cause?: OrderStepCause;
}

export class OrderSummaryResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The quote it was placed from' })
  quoteId!: string;

  @EnumField(OrderStatus, 'OrderStatus', { description: 'Where the order stands' })
  status!: OrderStatus;

  @ListField(() => OrderLineResponse, {
    minItems: 1,
    maxItems: 50,
    description: 'One for each course',
  })
  lines!: OrderLineResponse[];

  @MoneyField({ description: 'The prices of all lines together, taxes included' })
  total!: MoneyDto;

  @MoneyField({ description: 'The tax in the total; 0 without one' })
  tax!: MoneyDto;

  @ObjectField(() => TaxRateResponse, {
    nullable: true,
    description: 'The tax that applies; null when there is none',
  })
  taxRate!: TaxRateResponse | null;

  @CountryField({ nullable: true, description: 'Where the buyer is, as the quote says' })
  country!: string | null;

  @TextField({
    nullable: true,
    example: 'SPRING25',
    description: 'The coupon that lowered the prices; null when none did',
  })
  couponCode!: string | null;

  @DateTimeField({
    description: 'Until when it waits for its payment; then it expires',
    example: '2026-02-07T12:00:00.000Z',
  })
  dueAt!: string;

  @DateTimeField({ nullable: true, description: 'When it was paid in full; null before' })
  paidAt!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export class OrderResponse extends OrderSummaryResponse {
  @ListField(() => PaymentResponse, { description: 'Oldest first; empty for a free order' })
  payments!: PaymentResponse[];

  @ListField(() => OrderStepResponse, {
    description: 'Every state it was in and what became of its money, oldest first',
  })
  history!: OrderStepResponse[];
}

export class OrderPageResponse extends CursorPageOf(OrderSummaryResponse) {}

export function toOrderSummaryResponse(order: OrderRow): OrderSummaryResponse {
  const lines = Array.from(order.lines, toOrderLineResponse);
  const taxMinor = lines.reduce((sum, { tax }) => sum + tax.amountMinor, 0);
  return {
    id: order.id,
    quoteId: order.quoteId,
    status: order.status,
    lines,
    total: Money.of(order.totalMinor, order.currency).toJSON(),
    tax: Money.of(taxMinor, order.currency).toJSON(),
    taxRate: order.taxRate,
    country: order.country,
    couponCode: order.couponCode,
    ...toMoments(order),
  };
}

export function toOrderResponse(order: OrderRow, payments: PaymentResponse[]): OrderResponse {
  return {
    ...toOrderSummaryResponse(order),
    payments,
    history: order.history.map(({ status, at, cause }) => ({
      ...{ status, at },
      ...(cause === undefined ? {} : { cause }),
    })),
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
    couponDiscount: Money.of(line.couponDiscountMinor, line.currency).toJSON(),
    tax: Money.of(line.taxMinor, line.currency).toJSON(),
    refunded: Money.of(line.refundedMinor, line.currency).toJSON(),
    status: line.status,
  };
}
