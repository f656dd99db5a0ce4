import { RequestContext, eventContract, newId } from '@course-plateform/common/kernel';
import { Metrics, TRACE, startTrace } from '@course-plateform/common/observability';
import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import { DeadLetters } from '../src/dead-letters';
import type { EventEnvelope } from '../src/event';
import { EventHandler } from '../src/event-handler';
import { OutboxMessage, messagingEntities } from '../src/message.entity';
import { EventInvalid } from '../src/messaging.errors';
import { durableName } from '../src/namespace';
import { Outbox } from '../src/outbox';
import { Relay } from '../src/relay';
import type { MessagingSettings } from '../src/settings';
import { provisionStreams } from '../src/streams';
import { Handled, ORDER_PAID, Order, type OrderPaid, advance } from './orders';
import { CuttableWay } from './proxy';
import { type TestService, startTestService } from './service';
import { type TestDatabase, forkOf, postgresDatabase, storeUrl, uniqueName } from './stores';
import { StreamView } from './stream';
import { until } from './until';

class Poison {
  @IsString()
  kind!: string;

  @IsInt()
  step!: number;
}

const POISON = eventContract({ subject: 'evt.alpha.poison.brewed.v1', payload: Poison });

@Injectable()
class BetaEvents {
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

let alphaData: TestDatabase;
let betaData: TestDatabase;
let settings: MessagingSettings;
let stream: StreamView;
let alpha: TestService;
let beta: TestService;
let outbox: Outbox;
const natsWay = new CuttableWay(new URL(storeUrl('NATS')));
const databaseWay = new CuttableWay(new URL(storeUrl('POSTGRES')));

beforeAll(async () => {
  alphaData = await postgresDatabase([...messagingEntities, Order]);
  betaData = await postgresDatabase([...messagingEntities, Handled]);
  await natsWay.mend();
  await databaseWay.mend();
  settings = {
    natsUrl: natsWay.url,
    natsNamespace: `${uniqueName()}.`,
    requestTimeoutMs: 2_000,
    firstRetryMs: 10,
  };
  await provisionStreams(storeUrl('NATS'), settings.natsNamespace);
  stream = new StreamView(settings);
  alpha = await startTestService({ service: 'alpha', orm: alphaData.orm, settings });
  beta = await startTestService({
    service: 'beta',
    orm: await betaData.connect(databaseWay.url),
    settings,
    providers: [BetaEvents],
  });
  outbox = alpha.app.get(Outbox);
  await until('a relay is active', () => alpha.app.get(Relay).isActive());
});

afterAll(async () => {
  await beta.stop();
  await alpha.stop();
  await natsWay.cut();
  await databaseWay.cut();
  await stream.remove();
  await betaData.drop();
  await alphaData.drop();
});

async function handled(eventId: string): Promise<number> {
  return forkOf(betaData.orm).count(Handled, { eventId });
}

async function newOrder(): Promise<{ id: string; eventId: string }> {
  const order = new Order();
  const em = forkOf(alphaData.orm);
  const eventId = await em.transactional(async (tx) => advance(tx, outbox, order));
  return { id: order.id, eventId };
}

async function brew(kind: string, step: number): Promise<string> {
  const em = forkOf(alphaData.orm);
  const id = outbox.add(em, POISON, { kind, step }, { aggregateId: newId(), aggregateVersion: 1 });
  await em.flush();
  return id;
}

describe('telling a fact', () => {
  it('publishes a committed fact once, with its version, and consumers handle it once', async () => {
    const { id, eventId } = await newOrder();
    await until('it is handled', async () => (await handled(eventId)) === 1);
    const published = (await stream.published()).filter((event) => event.id === eventId);
    expect(published).toEqual([
      expect.objectContaining({
        aggregateId: id,
        aggregateType: 'order',
        aggregateVersion: 1,
        payload: { orderId: id, step: 1 },
      }),
    ]);
  });

  it('tells nothing of a change that is rolled back', async () => {
    const before = await stream.count();
    let lost = '';
    const failed = forkOf(alphaData.orm).transactional(async (em) => {
      lost = advance(em, outbox, new Order());
      await em.flush();
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    const { eventId } = await newOrder();
    await until('the next one is handled', async () => (await handled(eventId)) === 1);
    expect(await stream.count()).toBe(before + 1);
    expect(await handled(lost)).toBe(0);
  });

  it('refuses a payload that breaks its contract where it is told', () => {
    const em = forkOf(alphaData.orm);
    const wrong = { orderId: 'x', step: 'one' as unknown as number };
    const about = { aggregateId: 'x', aggregateVersion: 1 };
    expect(() => outbox.add(em, ORDER_PAID, wrong, about)).toThrow(EventInvalid);
  });

  it('keeps the order of the facts of each aggregate', async () => {
    const steps = 30;
    const ids: string[] = [];
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { id } = await newOrder();
        ids.push(id);
        for (let step = 2; step <= steps; step += 1) {
          await forkOf(alphaData.orm).transactional(async (em) => {
            advance(em, outbox, await em.findOneOrFail(Order, { id }));
          });
        }
      }),
    );
    const em = forkOf(betaData.orm);
    const seen = () => em.fork().find(Handled, { aggregateId: { $in: ids } }, { orderBy: { place: 'asc' } });
    await until('all are handled', async () => (await seen()).length === 5 * steps);
    const inOrder = Array.from({ length: steps }, (_, index) => index + 1);
    const published = await stream.published();
    const rows = await seen();
    for (const id of ids) {
      const versions = published.filter((event) => event.aggregateId === id);
      expect(versions.map((event) => event.aggregateVersion)).toEqual(inOrder);
      expect(rows.filter((row) => row.aggregateId === id).map((row) => row.step)).toEqual(inOrder);
    }
  });

  it('carries the trace from the request into the log line of the consumer', async () => {
    const trace = startTrace();
    const { eventId } = await RequestContext.run(new RequestContext().set(TRACE, trace), newOrder);
    await until('it is logged', () => beta.log.some((line) => line['eventId'] === eventId));
    expect(beta.log.find((line) => line['eventId'] === eventId)).toMatchObject({
      traceId: trace.traceId,
      consumer: 'beta__order-paid',
      outcome: 'handled',
    });
  });
});

describe('handling a fact', () => {
  it('handles an event that is delivered again once', async () => {
    const { eventId } = await newOrder();
    await until('it is handled', async () => (await handled(eventId)) === 1);
    const [event] = (await stream.published()).filter(({ id }) => id === eventId);
    // Another message id, so that the broker does not recognise it: as after the duplicate window.
    await stream.put(ORDER_PAID.subject, JSON.stringify(event), newId());
    const again = () => beta.log.some((l) => l['eventId'] === eventId && l['outcome'] === 'duplicate');
    await until('the repeat is dropped', again);
    expect(await handled(eventId)).toBe(1);
  });

  it('keeps a payload that breaks the contract as a dead letter at once', async () => {
    const id = newId();
    const event = { id, aggregateId: newId(), aggregateType: 'order', aggregateVersion: 1 };
    const wrong = { ...event, occurredAt: new Date(), payload: { orderId: 1 } };
    await stream.put(ORDER_PAID.subject, JSON.stringify(wrong), id);
    const letters = beta.app.get(DeadLetters);
    const find = async () => (await letters.list()).find((letter) => letter.event.id === id);
    await until('it is kept', async () => (await find()) !== undefined);
    expect(await find()).toMatchObject({ consumer: 'beta__order-paid', attempts: 1 });
    const body = 'not json';
    await stream.put(ORDER_PAID.subject, body, newId());
    await until('garbage is dropped', () => beta.log.some((l) => String(l['msg']).includes('not JSON')));
  });

  it('gives a poisonous event up after eight tries while later ones flow, and replays it once cured', async () => {
    const handler = beta.app.get(BetaEvents);
    const letters = beta.app.get(DeadLetters);
    const deadly = await brew('deadly', 1);
    const later = await Promise.all([2, 3, 4].map((step) => brew('harmless', step)));
    for (const id of later) await until('later ones flow', async () => (await handled(id)) === 1);
    const find = async () => (await letters.list()).find(({ event }) => event.id === deadly);
    await until('it is given up', async () => (await find()) !== undefined);
    const letter = await find();
    expect(letter).toMatchObject({ attempts: 8, error: expect.stringContaining('Poisoned') });
    expect(handler.tries).toBe(8);
    expect(await handled(deadly)).toBe(0);

    await expect(letters.replay(letter?.id ?? '')).rejects.toThrow('Poisoned');
    handler.poisonous = false;
    await letters.replay(letter?.id ?? '');
    await letters.replay(letter?.id ?? '');
    expect(await handled(deadly)).toBe(1);
    expect(await find()).toBeUndefined();
  });
});

describe('when something goes away', () => {
  it('spends no tries while its own database is away', async () => {
    const durable = durableName(settings.natsNamespace, 'beta__order-paid');
    const { tried } = await stream.consumer(durable);
    await databaseWay.cut();
    const told = await Promise.all(Array.from({ length: 20 }, newOrder));
    await until('all are published', async () => (await pendingRows()) === 0);
    await until('beta has noticed', () => beta.log.some((l) => l['msg'] === 'The database is away'));
    await databaseWay.mend();
    for (const { eventId } of told) {
      await until('all are handled', async () => (await handled(eventId)) === 1);
    }
    await until('all are settled', async () => (await stream.consumer(durable)).waiting === 0);
    expect((await stream.consumer(durable)).tried - tried).toBe(told.length);
  });

  it('goes on when the broker is back, and loses nothing', async () => {
    await natsWay.cut();
    const told = await Promise.all(Array.from({ length: 20 }, newOrder));
    expect(await pendingRows()).toBe(told.length);
    const metrics = await alpha.app.get(Metrics).render();
    expect(metrics).toContain(`outbox_pending ${told.length}`);
    await natsWay.mend();
    for (const { eventId } of told) {
      await until('all are handled', async () => (await handled(eventId)) === 1);
    }
    await until('nothing waits', async () => (await pendingRows()) === 0);
  });

  it('has one active relay, and the next one takes over', async () => {
    const orm = await alphaData.connect();
    const second = await startTestService({ service: 'alpha', orm, settings });
    const [one, two] = [alpha.app.get(Relay), second.app.get(Relay)];
    await Promise.all(Array.from({ length: 10 }, newOrder));
    expect([one.isActive(), two.isActive()]).toEqual([true, false]);
    await one.stop();
    await until('the second takes over', () => two.isActive());
    const { eventId } = await newOrder();
    await until('it is handled', async () => (await handled(eventId)) === 1);
    await second.stop();
    one.start();
    await until('the first is back', () => one.isActive());
  });
});

async function pendingRows(): Promise<number> {
  return forkOf(alphaData.orm).count(OutboxMessage, { publishedAt: null });
}
