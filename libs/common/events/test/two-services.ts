import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import {
  TcpProxy,
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { eventContract, newId } from '@course-plateform/common/kernel';
import { type BrokerSettings, startEventService } from './service';
import { type TestDatabase, forkOf, postgresDatabase } from './stores';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import { OutboxMessage, messagingEntities } from '../src/message.entity';
import { Outbox } from '../src/outbox';
import { Relay } from '../src/relay';
import { provisionBroker } from '../src/streams';
import { Handled, ORDER_PAID, Order, type OrderPaid, advance } from './orders';
import { HandledModel, OrderEventSource } from './read-models';
import { StreamView } from './stream';

export class Poison {
  @IsString()
  kind!: string;

  @IsInt()
  step!: number;
}

export const POISON = eventContract({
  subject: 'evt.alpha.poison.brewed.v1',
  payload: Poison,
  consumers: { beta: ['poison'] },
});

@Injectable()
export class BetaEvents {
  poisonous = true;
  tries = 0;

  @EventHandler(ORDER_PAID, { consumer: 'order-paid' })
  async paid(event: EventEnvelope<OrderPaid>, em: EntityManager): Promise<void> {
    em.persist(new Handled(event.id, event.aggregateId, event.payload.step));
  }

  @EventHandler(POISON, { consumer: 'poison' })
  async brewed(event: EventEnvelope<Poison>, em: EntityManager): Promise<void> {
    if (event.payload.kind === 'deadly') this.tries += 1;
    em.persist(new Handled(event.id, event.aggregateId, event.payload.step));
    await em.flush();
    if (event.payload.kind === 'deadly' && this.poisonous) throw new Error('Poisoned');
  }
}

/** Two services on PostgreSQL: alpha tells, beta handles. The broker and beta's database can be cut off. */
export class TwoServices {
  readonly natsProxy = new TcpProxy(new URL(testStores().natsUrl));
  readonly databaseProxy = new TcpProxy(new URL(testStores().postgresUrl));
  alphaData!: TestDatabase;
  betaData!: TestDatabase;
  settings!: BrokerSettings;
  stream!: StreamView;
  alpha!: TestApplication;
  beta!: TestApplication;
  outbox!: Outbox;

  async start(): Promise<void> {
    this.alphaData = await postgresDatabase([...messagingEntities, Order]);
    this.betaData = await postgresDatabase([...messagingEntities, Handled]);
    await this.natsProxy.mend();
    await this.databaseProxy.mend();
    this.settings = {
      provision: true,
      natsUrl: this.natsProxy.url,
      natsNamespace: `${uniqueName()}.`,
      firstRetryMs: 10,
    };
    const { settings } = this;
    await provisionBroker(testStores().natsUrl, settings.natsNamespace);
    this.stream = new StreamView(settings);
    this.alpha = await startEventService({
      service: 'alpha',
      orm: this.alphaData.orm,
      settings,
      providers: [OrderEventSource],
    });
    const orm = await this.betaData.connect(this.databaseProxy.url);
    this.beta = await startEventService({
      service: 'beta',
      orm,
      settings,
      providers: [BetaEvents, HandledModel],
    });
    this.outbox = this.alpha.app.get(Outbox);
    await eventually('a relay is active', () => this.alpha.app.get(Relay).isActive());
    const { eventId } = await this.newOrder();
    await eventually('events flow', async () => (await this.handled(eventId)) === 1);
  }

  async stop(): Promise<void> {
    await this.beta.stop();
    await this.alpha.stop();
    await this.natsProxy.cut();
    await this.databaseProxy.cut();
    await this.stream.remove();
    await this.betaData.drop();
    await this.alphaData.drop();
  }

  /** A request's entity manager in alpha. */
  em(): EntityManager {
    return forkOf(this.alphaData.orm);
  }

  async newOrder(): Promise<{ id: string; eventId: string }> {
    const order = new Order();
    const eventId = await this.em().transactional(async (em) => advance(em, this.outbox, order));
    return { id: order.id, eventId };
  }

  async brew(kind: string, step: number): Promise<string> {
    const em = this.em();
    const about = { aggregateId: newId(), aggregateVersion: 1 };
    const id = this.outbox.publish(em, POISON, about, { kind, step });
    await em.flush();
    return id;
  }

  /** How often beta has handled an event. */
  handled(eventId: string): Promise<number> {
    return forkOf(this.betaData.orm).count(Handled, { eventId });
  }

  /** How many of alpha's events wait for the broker. */
  pending(): Promise<number> {
    return this.em().count(OutboxMessage, { publishedAt: null });
  }
}
