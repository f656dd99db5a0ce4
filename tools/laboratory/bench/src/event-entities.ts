import { IsInt, IsUUID } from 'class-validator';
import type { EntityManager } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Injectable } from '@nestjs/common';
import { eventContract, newId } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';

export class Payload {
  @IsUUID()
  orderId!: string;

  @IsInt()
  step!: number;
}

/** An event as the order service tells them. */
export const EVENT = eventContract({
  subject: 'evt.teller.order.paid.v1',
  payload: Payload,
  consumers: { listener: ['facts'] },
});

/** What a consumer keeps of an event. */
@Entity({ tableName: 'bench_handled' })
export class Handled {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly aggregateId: string;

  @Property({ type: 'integer' })
  readonly step: number;

  constructor(aggregateId: string, step: number) {
    this.aggregateId = aggregateId;
    this.step = step;
  }
}

/** Stores a row for each event, in the transaction of the inbox. */
@Injectable()
export class EventConsumer {
  handled = 0;

  @EventHandler(EVENT, { consumer: 'facts' })
  async keep(event: EventEnvelope<Payload>, em: EntityManager): Promise<void> {
    em.persist(new Handled(event.aggregateId, event.payload.step));
    this.handled += 1;
  }
}
