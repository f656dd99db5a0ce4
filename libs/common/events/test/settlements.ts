import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { IsInt, IsString, Min } from 'class-validator';
import { earlierVersion, eventContract } from '@course-plateform/common/kernel';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import { Handled, MongoHandled } from './orders';

/** As it was: an amount of dollars. */
export class SettlementV1 {
  @IsString()
  orderId!: string;

  @IsInt()
  dollars!: number;
}

/** As it is: an amount of any currency. */
export class Settlement {
  @IsString()
  orderId!: string;

  @IsInt()
  @Min(0)
  amountMinor!: number;

  @IsString()
  currency!: string;
}

/** The contract of the release before. */
export const SETTLED_BEFORE = eventContract({
  subject: 'evt.alpha.order.settled.v1',
  payload: SettlementV1,
  consumers: { alpha: ['settlement'] },
});

/** The orders whose settlement was made new, in the order in which that happened. */
export const upcasts: string[] = [];

export const SETTLED_V1 = earlierVersion({
  version: 1,
  payload: SettlementV1,
  upcast: ({ orderId, dollars }) => {
    upcasts.push(orderId);
    return { orderId, amountMinor: dollars * 100, currency: 'USD' };
  },
});

/** The contract of the release after. */
export const SETTLED = eventContract({
  subject: 'evt.alpha.order.settled.v2',
  payload: Settlement,
  consumers: { alpha: ['settlement'] },
  previous: [SETTLED_V1],
});

/** The reader of the release before; it can handle nothing above a hundred dollars. */
@Injectable()
export class SettlementsBefore {
  @EventHandler(SETTLED_BEFORE, { consumer: 'settlement' })
  async settled(event: EventEnvelope<SettlementV1>, em: EntityManager): Promise<void> {
    if (event.payload.dollars > 100) throw new Error('Too much');
    note(em, event, event.payload.dollars * 100);
  }
}

/** The reader of the release after: it knows the present form only. */
@Injectable()
export class Settlements {
  readonly seen: EventEnvelope<Settlement>[] = [];

  @EventHandler(SETTLED, { consumer: 'settlement' })
  async settled(event: EventEnvelope<Settlement>, em: EntityManager): Promise<void> {
    this.seen.push(event);
    note(em, event, event.payload.amountMinor);
  }
}

function note(em: EntityManager, { id, aggregateId }: EventEnvelope<object>, amount: number): void {
  const Row = em.getMetadata().find(MongoHandled) ? MongoHandled : Handled;
  em.persist(new Row(id, aggregateId, amount));
}
