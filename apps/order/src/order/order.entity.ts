import { BigIntType, Collection } from '@mikro-orm/core';
import { Entity, Formula, Index, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import {
  type BillingAddress,
  billingDetailsAsJson,
} from '../billing-details/billing-details.entity';
import { OrderStepCause } from '../payment/order-step-cause';
import { type SeenPayment, latestPaymentAsJson } from '../payment/seen-payment';
import type { TaxRate } from '../tax/tax-rate';
import { OrderLine } from './order-line.entity';
import type { OrderDraft } from './order.builder';
import { ORDER_TRANSITIONS, OrderLineStatus, OrderStatus } from './order.state';

/** The index that keeps a quote at one order. */
export const ONE_ORDER_PER_QUOTE = 'order_quote_id_unique';

/** A state an order came into, or something else that has become of it. */
export interface OrderStep {
  readonly status: OrderStatus;
  /** RFC 3339. */
  readonly at: string;
  /** What the state does not say by itself. */
  readonly cause?: OrderStepCause;
}

/** A purchase. Its lines and prices are those of the quote and never change; its state does. */
@Entity({ tableName: 'order' })
@Unique({ name: ONE_ORDER_PER_QUOTE, properties: ['quoteId'] })
@Index({ name: 'order_buyer_id_created_at', properties: ['buyerId', 'createdAt', 'id'] })
@Index({
  name: 'order_buyer_id_status_created_at',
  properties: ['buyerId', 'status', 'createdAt', 'id'],
})
@Index({ name: 'order_status_due_at', properties: ['status', 'dueAt'] })
@Index({
  name: 'order_paid_published_at_paid',
  expression:
    'create index "order_paid_published_at_paid" on "order" ("paid_published_at") where "status" = \'paid\'',
})
export class Order extends Aggregate {
  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'uuid' })
  readonly quoteId: string;

  /** The coupon that its quote used; the use is held until the order is paid or ends. */
  @Property({ type: 'uuid', nullable: true })
  readonly couponId: string | null;

  @Property({ type: 'text', nullable: true })
  readonly couponCode: string | null;

  /** Where the buyer is, as the quote says. */
  @Property({ type: 'text', nullable: true })
  readonly country: string | null;

  /** The tax in its prices, as it was when it was quoted. */
  @Property({ type: 'json', nullable: true })
  readonly taxRate: TaxRate | null;

  @Property({ type: 'text' })
  status: OrderStatus = OrderStatus.pendingPayment;

  @Property({ type: new BigIntType('number') })
  readonly totalMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** What has gone back to the buyer, of all lines. */
  @Property({ type: new BigIntType('number'), default: 0 })
  refundedMinor: number = 0;

  /** Until when it waits for its payment. */
  @Property({ type: 'datetime' })
  dueAt: Date;

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  /** When the event that it is paid was last published. */
  @Property({ type: 'datetime', nullable: true })
  paidPublishedAt: Date | null = null;

  /** Every state it was in, oldest first. */
  @Property({ type: 'json' })
  history: readonly OrderStep[];

  @OneToMany({
    entity: () => OrderLine,
    mappedBy: (line: OrderLine) => line.order,
    orderBy: { position: 'asc' },
  })
  readonly lines = new Collection<OrderLine>(this);

  /** Loaded only on demand. */
  @Formula(({ id }) => latestPaymentAsJson(id), { type: 'json', lazy: true, nullable: true })
  readonly latestPayment?: SeenPayment | null;

  /** What its buyer wants on invoices now. Loaded only on demand. */
  @Formula(({ buyerId }) => billingDetailsAsJson(buyerId), {
    ...{ type: 'json', lazy: true, nullable: true },
  })
  readonly billingDetails?: BillingAddress | null;

  constructor(draft: OrderDraft, now: Date) {
    super(now);
    this.buyerId = draft.buyerId;
    this.quoteId = draft.quoteId;
    this.couponId = draft.coupon?.id ?? null;
    this.couponCode = draft.coupon?.code ?? null;
    this.country = draft.country;
    this.taxRate = draft.taxRate;
    this.totalMinor = draft.total.amountMinor;
    this.currency = draft.total.currency;
    this.dueAt = draft.dueAt;
    this.history = [{ status: this.status, at: now.toISOString() }];
    this.lines.add(draft.lines.map((line, position) => new OrderLine(this, position, line)));
  }

  get total(): Money {
    return Money.of(this.totalMinor, this.currency);
  }

  isAwaitingPayment(now: Date): boolean {
    return this.status === OrderStatus.pendingPayment && !this.isOverdue(now);
  }

  /** Whether its deadline has passed, though nobody has ended it yet. */
  isOverdue(now: Date): boolean {
    return this.status === OrderStatus.pendingPayment && this.dueAt <= now;
  }

  /** Whether it was paid, whatever came of it afterwards. */
  get wasPaid(): boolean {
    return this.paidAt !== null;
  }

  /** Waits longer, when a payment takes longer than the order would wait. */
  waitUntil(timestamp: Date, now: Date): void {
    if (timestamp <= this.dueAt) return;
    this.dueAt = timestamp;
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed unless it waits for its payment */
  pay(now: Date): void {
    this.transitionTo(OrderStatus.paid, now);
    this.paidAt = now;
    this.paidPublishedAt = now;
    for (const line of this.lines) {
      line.transitionTo(OrderLineStatus.paid);
      line.recheck(now);
    }
  }

  /** Waits for its payment again, because that has come after all. @throws TransitionNotAllowed unless it ended unpaid */
  reopen(now: Date): void {
    this.transitionTo(OrderStatus.pendingPayment, now, OrderStepCause.latePaymentAccepted);
    for (const line of this.lines) line.transitionTo(OrderLineStatus.open);
  }

  /** Whether it ended without its payment. */
  get hasEnded(): boolean {
    return this.status === OrderStatus.expired || this.status === OrderStatus.cancelled;
  }

  /** Gives the courses free for another order. @throws TransitionNotAllowed unless it waits for its payment */
  end(status: OrderStatus.cancelled | OrderStatus.expired, now: Date): void {
    this.transitionTo(status, now);
    for (const line of this.lines) line.transitionTo(OrderLineStatus.released);
  }

  /**
   * Notes that the buyer is enrolled in the course of a line. Knowing it already changes nothing.
   * @returns whether this was the last line that was missing
   */
  fulfil(lineId: string, now: Date): boolean {
    const line = this.lines.find(({ id }) => id === lineId);
    if (line && !line.givesAccess) line.recheck(now);
    if (line?.status !== OrderLineStatus.paid) return false;
    line.transitionTo(OrderLineStatus.fulfilled);
    this.updatedAt = now;
    if (this.status !== OrderStatus.paid) return false;
    if (!this.lines.getItems().every(({ isFulfilled }) => isFulfilled)) return false;
    this.transitionTo(OrderStatus.fulfilled, now);
    return true;
  }

  /** Notes that money for a line went back. @returns the line */
  giveBack(lineId: string, amount: Money, endsAccess: boolean, now: Date): OrderLine {
    const line = this.line(lineId);
    line.giveBack(amount, endsAccess);
    if (line.isRefunded) line.recheck(now);
    this.refundedMinor += amount.amountMinor;
    const isAll = this.refundedMinor >= this.totalMinor;
    this.enter(isAll ? OrderStatus.refunded : OrderStatus.partiallyRefunded, now);
    return line;
  }

  /** Notes that a refund came back: the buyer is owed the money again. */
  takeBack(lineId: string, amount: Money, now: Date): void {
    this.line(lineId).takeBack(amount);
    this.refundedMinor -= amount.amountMinor;
    this.enter(OrderStatus.partiallyRefunded, now);
  }

  /** Takes down something that leaves its state as it is. */
  note(cause: OrderStepCause, now: Date): void {
    this.history = [...this.history, { status: this.status, at: now.toISOString(), cause }];
    this.updatedAt = now;
  }

  /** So that an event about it has a version of its own. */
  touch(now: Date): void {
    this.updatedAt = now;
  }

  /** Notes that the event that it is paid is published once more. */
  republishPaid(now: Date): void {
    this.paidPublishedAt = now;
    this.updatedAt = now;
  }

  /** @throws Error when the order has no such line */
  line(id: string): OrderLine {
    const line = this.lines.find((one) => one.id === id);
    if (!line) throw new Error(`Order ${this.id} has no line ${id}`);
    return line;
  }

  private enter(status: OrderStatus, now: Date): void {
    if (this.status === status) this.updatedAt = now;
    else this.transitionTo(status, now);
  }

  private transitionTo(status: OrderStatus, now: Date, cause?: OrderStepCause): void {
    this.status = transition(ORDER_TRANSITIONS, this.status, status);
    const step = { status, at: now.toISOString(), ...(cause === undefined ? {} : { cause }) };
    this.history = [...this.history, step];
    this.updatedAt = now;
  }
}
