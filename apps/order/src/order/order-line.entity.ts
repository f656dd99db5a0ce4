import { BigIntType, type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Money, newId, transition } from '@course-plateform/common/kernel';
import type { EarnedShare } from '../ledger/sold-line';
import type { OrderDraftLine } from './order.builder';
import { Order } from './order.entity';
import type { ShareAttribution } from './order-share';
import { ORDER_LINE_TRANSITIONS, OrderLineStatus } from './order.state';

/** The index that lets a buyer have a course in one live order only, whichever quotes the orders came from. */
export const ONE_LIVE_LINE = 'order_line_buyer_id_course_id_live';

/** The lines that stand in the way of another order with the same course. */
export const LIVE_LINE_STATUSES = [
  OrderLineStatus.open,
  OrderLineStatus.paid,
  OrderLineStatus.fulfilled,
] as const;

/** A course as it was sold. */
@Entity({ tableName: 'order_line' })
@Index({
  name: ONE_LIVE_LINE,
  expression: `create unique index "${ONE_LIVE_LINE}" on "order_line" ("buyer_id", "course_id") where "status" in ('open', 'paid', 'fulfilled')`,
})
@Index({ name: 'order_line_order_id', properties: ['order', 'position'] })
@Index({
  name: 'order_line_check_at',
  expression:
    'create index "order_line_check_at" on "order_line" ("check_at") where "check_at" is not null',
})
@Index({
  name: 'order_line_open',
  expression: `create index "order_line_open" on "order_line" ("order_id") where "status" = 'open'`,
})
export class OrderLine {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @ManyToOne({ entity: () => Order })
  readonly order: Rel<Order>;

  /** From 0, in the order of the quote. */
  @Property({ type: 'smallint' })
  readonly position: number;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'integer' })
  readonly publication: number;

  @Property({ type: 'uuid' })
  readonly instructorId: string;

  @Property({ type: 'text' })
  readonly title: string;

  @Property({ type: 'text' })
  readonly slug: string;

  @Property({ type: new BigIntType('number') })
  readonly listPriceMinor: number;

  @Property({ type: new BigIntType('number') })
  readonly priceMinor: number;

  /** What the coupon took off, before tax. */
  @Property({ type: new BigIntType('number'), default: 0 })
  readonly couponDiscountMinor: number;

  /** The coupon that lowered the price of this line. */
  @Property({ type: 'uuid', nullable: true })
  readonly couponId: string | null;

  /** The tax in the price. */
  @Property({ type: new BigIntType('number'), default: 0 })
  readonly taxMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** To whom the sale is credited. It and the share are null in lines of a process of the version before. */
  @Property({ type: 'text', nullable: true })
  readonly shareAttribution: ShareAttribution | null;

  /** The share of the instructors together, in hundredths of a percent. */
  @Property({ type: 'integer', nullable: true })
  readonly shareBasisPoints: number | null;

  /** What the instructors get together. */
  @Property({ type: new BigIntType('number'), nullable: true })
  readonly shareMinor: number | null;

  /** Who gets what of the share; null when the owner of the course gets all of it. */
  @Property({ type: 'json', nullable: true })
  readonly shareSplit: readonly EarnedShare[] | null;

  @Property({ type: 'text' })
  status: OrderLineStatus = OrderLineStatus.open;

  /** What has gone back to the buyer. */
  @Property({ type: new BigIntType('number'), default: 0 })
  refundedMinor: number = 0;

  /** Since when its access is to be compared with the user-progress service; null when there is nothing to compare. */
  @Property({ type: 'datetime', nullable: true })
  checkAt: Date | null = null;

  constructor(order: Rel<Order>, position: number, line: OrderDraftLine) {
    this.order = order;
    this.position = position;
    this.buyerId = order.buyerId;
    this.courseId = line.courseId;
    this.publication = line.publication;
    this.instructorId = line.instructorId;
    this.title = line.title;
    this.slug = line.slug;
    this.listPriceMinor = line.listPrice.amountMinor;
    this.priceMinor = line.price.amountMinor;
    this.couponDiscountMinor = line.couponDiscount.amountMinor;
    this.couponId = this.couponDiscountMinor > 0 ? order.couponId : null;
    this.taxMinor = line.tax.amountMinor;
    this.currency = line.price.currency;
    this.shareAttribution = line.share?.attribution ?? null;
    this.shareBasisPoints = line.share?.basisPoints ?? null;
    this.shareMinor = line.share?.share.amountMinor ?? null;
    this.shareSplit = line.share?.split ?? null;
  }

  get price(): Money {
    return Money.of(this.priceMinor, this.currency);
  }

  get isFulfilled(): boolean {
    return this.status === OrderLineStatus.fulfilled;
  }

  /** Whether the buyer has paid for access, and it was not taken back. */
  get givesAccess(): boolean {
    return this.isFulfilled || this.status === OrderLineStatus.paid;
  }

  get isRefunded(): boolean {
    return this.status === OrderLineStatus.refunded;
  }

  /** Adds money that went back. The line is refunded once all of it has, or as soon as the access is to end. */
  giveBack(amount: Money, endsAccess: boolean): void {
    this.refundedMinor += amount.amountMinor;
    const isOver = endsAccess || this.refundedMinor >= this.priceMinor;
    if (isOver && !this.isRefunded) this.transitionTo(OrderLineStatus.refunded);
  }

  /** A refund came back. The access that ended with it does not return: the buyer is still owed the money. */
  takeBack(amount: Money): void {
    this.refundedMinor -= amount.amountMinor;
  }

  /** Its access is to change, or is said to have changed. */
  recheck(now: Date): void {
    this.checkAt = now;
  }

  /** @throws TransitionNotAllowed */
  transitionTo(status: OrderLineStatus): void {
    this.status = transition(ORDER_LINE_TRANSITIONS, this.status, status);
  }
}
