import type { EntityManager } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { IsInt, IsString } from 'class-validator';
import { eventContract, newId } from '@course-plateform/common/kernel';
import { type Outbox } from '../src/outbox';

export class OrderPaid {
  @IsString()
  orderId!: string;

  @IsInt()
  step!: number;
}

export const ORDER_PAID = eventContract({
  subject: 'evt.alpha.order.paid.v1',
  payload: OrderPaid,
  consumers: { beta: ['order-paid'], alpha: ['order-paid'] },
});

/** An aggregate that tells events about itself (PostgreSQL). */
@Entity({ tableName: 'test_order' })
export class Order {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'integer' })
  step: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;
}

/** What a consumer has seen, in its own words (PostgreSQL). */
@Entity({ tableName: 'test_handled' })
export class Handled {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly eventId: string;

  @Property({ type: 'text' })
  readonly aggregateId: string;

  @Property({ type: 'integer' })
  readonly step: number;

  @Property({ type: 'bigint', autoincrement: true })
  readonly place?: string;

  constructor(eventId: string, aggregateId: string, step: number) {
    this.eventId = eventId;
    this.aggregateId = aggregateId;
    this.step = step;
  }
}

/** The same for MongoDB. */
@Entity({ collection: 'test_order' })
export class MongoOrder {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string = newId();

  @Property({ type: 'integer' })
  step: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;
}

@Entity({ collection: 'test_handled' })
export class MongoHandled {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string = newId();

  @Property({ type: 'string' })
  readonly eventId: string;

  @Property({ type: 'string' })
  readonly aggregateId: string;

  @Property({ type: 'integer' })
  readonly step: number;

  constructor(eventId: string, aggregateId: string, step: number) {
    this.eventId = eventId;
    this.aggregateId = aggregateId;
    this.step = step;
  }
}

/** Changes an order and tells of it, in the unit of work of an entity manager. @returns the event's id */
export function advance(em: EntityManager, outbox: Outbox, order: Order | MongoOrder): string {
  order.step += 1;
  em.persist(order);
  return outbox.publish(em, ORDER_PAID, order, { orderId: order.id, step: order.step });
}
