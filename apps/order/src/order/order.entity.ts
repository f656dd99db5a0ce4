import { BigIntType, Collection } from '@mikro-orm/core';
import { Entity, Formula, Index, OneToMany, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { SeenPayment } from '../payment/payable-orders';
import { latestPaymentAsJson } from '../payment/payment.repository';
import { OrderLine } from './order-line.entity';
import type { OrderDraft } from './order.builder';
import { ORDER_TRANSITIONS, OrderLineStatus, OrderStatus } from './order.state';

/** The index that keeps a quote at one order. */
export const ONE_ORDER_PER_QUOTE = 'order_quote_id_unique';

/** A state an order came into. */
export interface OrderStep {
  readonly status: OrderStatus;
  /** RFC 3339. */
  readonly at: string;
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
  name: 'order_paid_told_at_paid',
  expression:
    'create index "order_paid_told_at_paid" on "order" ("paid_told_at") where "status" = \'paid\'',
})
export class Order extends Aggregate {
  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'uuid' })
  readonly quoteId: string;

  @Property({ type: 'text' })
  status: OrderStatus = OrderStatus.pendingPayment;

  @Property({ type: new BigIntType('number') })
  readonly totalMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** Until when it waits for its payment. */
  @Property({ type: 'datetime' })
  dueAt: Date;

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  /** When the other services were last told that it is paid. */
  @Property({ type: 'datetime', nullable: true })
  paidToldAt: Date | null = null;

  /** Every state it was in, oldest first. */
  @Property({ type: 'json' })
  history: readonly OrderStep[];

  @OneToMany({
    entity: () => OrderLine,
    mappedBy: (line: OrderLine) => line.order,
    orderBy: { position: 'asc' },
  })
  readonly lines = new Collection<OrderLine>(this);

  /** Read only by whoever asks for it. */
  @Formula(({ id }) => latestPaymentAsJson(id), { type: 'json', lazy: true, nullable: true })
  readonly latestPayment?: SeenPayment | null;

  constructor(draft: OrderDraft, now: Date) {
    super(now);
    this.buyerId = draft.buyerId;
    this.quoteId = draft.quoteId;
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

  /** Whether its time is up, though nobody has ended it yet. */
  isOverdue(now: Date): boolean {
    return this.status === OrderStatus.pendingPayment && this.dueAt <= now;
  }

  /** Whether it was paid, whatever came of it afterwards. */
  get wasPaid(): boolean {
    return this.paidAt !== null;
  }

  /** Waits longer, when a payment takes longer than the order would wait. */
  waitUntil(moment: Date, now: Date): void {
    if (moment <= this.dueAt) return;
    this.dueAt = moment;
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed unless it waits for its payment */
  pay(now: Date): void {
    this.become(OrderStatus.paid, now);
    this.paidAt = now;
    this.paidToldAt = now;
    for (const line of this.lines) line.become(OrderLineStatus.paid);
  }

  /** Gives the courses free for another order. @throws TransitionNotAllowed unless it waits for its payment */
  end(status: OrderStatus.cancelled | OrderStatus.expired, now: Date): void {
    this.become(status, now);
    for (const line of this.lines) line.become(OrderLineStatus.released);
  }

  /**
   * Notes that the buyer is enrolled in the course of a line. Knowing it already changes nothing.
   * @returns whether this was the last line that was missing
   */
  fulfil(lineId: string, now: Date): boolean {
    const line = this.lines.find(({ id }) => id === lineId);
    if (line?.status !== OrderLineStatus.paid) return false;
    line.become(OrderLineStatus.fulfilled);
    this.updatedAt = now;
    if (this.status !== OrderStatus.paid) return false;
    if (!this.lines.getItems().every(({ isFulfilled }) => isFulfilled)) return false;
    this.become(OrderStatus.fulfilled, now);
    return true;
  }

  /** Notes that the others are told once more that it is paid. */
  tellPaidAgain(now: Date): void {
    this.paidToldAt = now;
    this.updatedAt = now;
  }

  private become(status: OrderStatus, now: Date): void {
    this.status = transition(ORDER_TRANSITIONS, this.status, status);
    this.history = [...this.history, { status, at: now.toISOString() }];
    this.updatedAt = now;
  }
}
