import { BigIntType, type Rel } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Money, newId, transition } from '@course-plateform/common/kernel';
import type { OrderDraftLine } from './order.builder';
import { Order } from './order.entity';
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

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'text' })
  status: OrderLineStatus = OrderLineStatus.open;

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
    this.currency = line.price.currency;
  }

  get price(): Money {
    return Money.of(this.priceMinor, this.currency);
  }

  get isFulfilled(): boolean {
    return this.status === OrderLineStatus.fulfilled;
  }

  /** @throws TransitionNotAllowed */
  become(status: OrderLineStatus): void {
    this.status = transition(ORDER_LINE_TRANSITIONS, this.status, status);
  }
}
