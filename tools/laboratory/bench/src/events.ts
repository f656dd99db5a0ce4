import { setTimeout as sleep } from 'node:timers/promises';
import { type EntityManager, MikroORM } from '@mikro-orm/core';
import { type NatsConnection, connect } from 'nats';
import { newId } from '@course-plateform/common/kernel';
import {
  MongoOutboxMessage,
  Outbox,
  OutboxMessage,
  Relay,
  messagingEntities,
  mongoMessagingEntities,
  provisionBroker,
} from '@course-plateform/common/events';
import { type DatabaseDefinition, forkOf } from '@course-plateform/common/persistence';
import { EVENT, EventConsumer, Handled } from './event-entities';
import { createBenchService } from './service';
import { setting } from './setting';

const EVENTS = 6_000;
const STORED_AT_ONCE = 500;
const SAMPLES = 60;
const PATIENCE_MS = 60_000;

type Kind = DatabaseDefinition['kind'];

/** Events per second through relay and consumer, and how soon a single one is with the broker. */
async function measure(kind: Kind): Promise<void> {
  const namespace = `events${kind}.`;
  await provisionBroker(setting('NATS_URL'), namespace);
  const publisher = await createBenchService({
    service: 'teller',
    namespace,
    database: definition(kind, []),
  });
  await publisher.init();
  const fork = forks(publisher.get(MikroORM));
  const relay = publisher.get(Relay);
  await until(() => relay.isActive());
  await relay.stop();
  const outbox = publisher.get(Outbox);
  for (let stored = 0; stored < EVENTS; stored += STORED_AT_ONCE) {
    await report(outbox, fork(), STORED_AT_ONCE);
  }
  const waiting = (): Promise<number> =>
    fork().count<OutboxMessage | MongoOutboxMessage>(
      kind === 'mongodb' ? MongoOutboxMessage : OutboxMessage,
      { publishedAt: null },
    );
  let began = performance.now();
  relay.start();
  await until(async () => (await waiting()) === 0);
  const relayPerSecond = EVENTS / seconds(began);
  const broker = await connect({ servers: new URL(setting('NATS_URL')).host });
  const publishP95Ms = await publishTime(broker, namespace, () => report(outbox, fork(), 1));
  await broker.close();

  const listener = await createBenchService({
    service: 'listener',
    namespace,
    database: definition(kind, [Handled]),
    providers: [EventConsumer],
  });
  const consumer = listener.get(EventConsumer);
  began = performance.now();
  await listener.init();
  await until(() => consumer.handled >= EVENTS);
  const consumerPerSecond = EVENTS / seconds(began);
  await listener.close();
  await publisher.close();
  process.stdout.write(`${JSON.stringify({ relayPerSecond, consumerPerSecond, publishP95Ms })}\n`);
}

function definition(kind: Kind, own: DatabaseDefinition['entities']): DatabaseDefinition {
  const shared = kind === 'mongodb' ? mongoMessagingEntities : messagingEntities;
  return { kind, entities: [...shared, ...own], migrations: [] };
}

function forks(orm: MikroORM): () => EntityManager {
  return () => forkOf(orm.em);
}

/** Stores events about different aggregates in one transaction. */
async function report(outbox: Outbox, em: EntityManager, count: number): Promise<void> {
  for (let step = 0; step < count; step += 1) {
    const orderId = newId();
    outbox.publish(em, EVENT, { aggregateId: orderId, aggregateVersion: 1 }, { orderId, step });
  }
  await em.flush();
}

/** From commit to the broker while nothing else is going on: the 95th percentile in milliseconds. */
async function publishTime(
  broker: NatsConnection,
  namespace: string,
  publishOne: () => Promise<void>,
): Promise<number> {
  let arrived: (at: number) => void = () => undefined;
  broker.subscribe(namespace + EVENT.subject, { callback: () => arrived(performance.now()) });
  await broker.flush();
  const times: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await sleep(30 + Math.random() * 40);
    const arrival = new Promise<number>((resolve) => {
      arrived = resolve;
    });
    await publishOne();
    const committed = performance.now();
    times.push(Math.max(0, (await arrival) - committed));
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(SAMPLES * 0.95)] ?? 0;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const ends = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > ends) throw new Error(`Not done within ${PATIENCE_MS} ms`);
    await sleep(20);
  }
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000;
}

measure(process.argv[2] === 'mongodb' ? 'mongodb' : 'postgres').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
