import { eventually, testStores } from '@course-plateform/common/test-kit';
import { newId } from '@course-plateform/common/kernel';
import { forkOf } from './stores';
import { ConsumerRunner } from '../src/consumer-runner';
import { DeadLetters } from '../src/dead-letters';
import { EventOperations } from '../src/event-operations';
import { InboxMessage, OutboxMessage } from '../src/message.entity';
import {
  DeadLetterNotFound,
  EventsNotDrained,
  EventSourceUnknown,
  ReadModelUnknown,
} from '../src/events.errors';
import { ReadModels } from '../src/read-models';
import { provisionBroker } from '../src/streams';
import { Handled, ORDER_PAID, Order } from './orders';
import { BetaEvents, TwoServices } from './two-services';

const LONG_AGO = new Date(0);
const DRAIN_MS = 15_000;

const two = new TwoServices();
let alpha: EventOperations;
let beta: EventOperations;

beforeAll(async () => {
  await two.start();
  alpha = two.alpha.app.get(EventOperations);
  beta = two.beta.app.get(EventOperations);
});

afterAll(() => two.stop());

async function drained(): Promise<void> {
  await alpha.drain(DRAIN_MS, () => undefined);
  await beta.drain(DRAIN_MS, () => undefined);
}

/** What beta has seen: `<event id>` or `<order> <step>`, sorted. */
async function seen(by: 'eventId' | 'step'): Promise<string[]> {
  const rows = await forkOf(two.betaData.orm).find(Handled, {});
  return rows
    .map((row) => (by === 'eventId' ? row.eventId : `${row.aggregateId} ${row.step}`))
    .sort();
}

describe('dead letters', () => {
  it('lists a poison event and handles it once after the fix, however often it is replayed', async () => {
    const eventId = await two.brew('deadly', 1);
    await eventually('it is given up', async () => (await beta.dead()).length === 1);
    const [letter] = await beta.dead('beta__poison');
    const id = letter?.id ?? '';
    expect(letter).toMatchObject({ consumer: 'beta__poison', attempts: 8, event: { id: eventId } });
    expect(await beta.dead('beta__order-paid')).toEqual([]);
    expect(await beta.show(id)).toEqual({ event: null, deadLetters: [letter] });
    expect(await beta.show(eventId)).toEqual({ event: null, deadLetters: [letter] });
    expect(await alpha.show(eventId)).toMatchObject({
      event: {
        id: eventId,
        payload: { kind: 'deadly', step: 1 },
        publishedAt: expect.any(Date),
      },
      deadLetters: [],
    });

    expect(await beta.replayDead({ consumer: 'beta__poison' })).toEqual([
      { id, consumer: 'beta__poison', outcome: 'failed', error: 'Error: Poisoned' },
    ]);
    expect(await beta.dead()).toHaveLength(1);
    expect(await two.handled(eventId)).toBe(0);

    two.beta.app.get(BetaEvents).poisonous = false;
    expect(await beta.replayDead({ consumer: 'beta__poison' })).toEqual([
      { id, consumer: 'beta__poison', outcome: 'handled' },
    ]);
    expect(await beta.replayDead({ consumer: 'beta__poison' })).toEqual([]);
    expect(await beta.replayDead({ id })).toEqual([
      { id, consumer: 'beta__poison', outcome: 'duplicate' },
    ]);
    expect(await beta.dead()).toEqual([]);
    expect(await two.handled(eventId)).toBe(1);
    expect((await beta.show(id)).deadLetters).toMatchObject([{ replayedAt: expect.any(Date) }]);
  });

  it('rejects unknown ids', async () => {
    for (const id of [newId(), "x' or true"]) {
      expect(await beta.show(id)).toEqual({ event: null, deadLetters: [] });
      expect(await beta.replayDead({ id })).toEqual([]);
    }
    const letters = two.beta.app.get(DeadLetters);
    await expect(letters.replay(newId())).rejects.toThrow(DeadLetterNotFound);
  });
});

describe('publishing again', () => {
  it('changes nothing when nothing was lost', async () => {
    await two.newOrder();
    await drained();
    const [before, messages] = [await seen('eventId'), await two.stream.count()];
    expect(await alpha.resendSince(LONG_AGO)).toBe(messages);
    await drained();
    // Sent just now or not, the broker takes all of them; their handlers know them.
    expect(await two.stream.count()).toBe(2 * messages);
    expect(await seen('eventId')).toEqual(before);
  });

  it('reaches a consumer whose database was restored to an earlier state', async () => {
    const { eventId } = await two.newOrder();
    await drained();
    const database = forkOf(two.betaData.orm);
    await database.nativeDelete(InboxMessage, { eventId });
    await database.nativeDelete(Handled, { eventId });
    await alpha.resendSince(LONG_AGO);
    await drained();
    expect(await two.handled(eventId)).toBe(1);
  });

  it('skips what was published before the given time', async () => {
    await drained();
    const later = new Date(Date.now() + 60_000);
    expect(await alpha.resendSince(later)).toBe(0);
    expect(await two.pending()).toBe(0);
  });

  it('restores what a consumer has missed after the broker has lost its data, without duplicates', async () => {
    await drained();
    const runner = two.beta.app.get(ConsumerRunner);
    await runner.stop();
    const missed = await Promise.all([1, 2, 3].map(() => two.newOrder()));
    await alpha.drain(DRAIN_MS, () => undefined);
    await two.stream.remove();
    await provisionBroker(testStores().natsUrl, two.settings.natsNamespace);
    runner.start();
    await eventually('the consumers are back', async () => (await beta.queues()).lags !== null);
    for (const { eventId } of missed) expect(await two.handled(eventId)).toBe(0);

    expect(await alpha.resendSince(LONG_AGO)).toBe(await two.em().count(OutboxMessage));
    await drained();
    const published = await two.em().find(OutboxMessage, {});
    expect(await seen('eventId')).toEqual(published.map(({ id }) => id).sort());
  });
});

describe('draining', () => {
  it('reports whether there was work, and what is left at the timeout', async () => {
    await drained();
    expect(await beta.drain(DRAIN_MS, () => undefined)).toBe(true);
    const runner = two.beta.app.get(ConsumerRunner);
    await runner.stop();
    await two.newOrder();
    await alpha.drain(DRAIN_MS, () => undefined);
    const looks: unknown[] = [];
    const waiting = beta.drain(1, (queues) => looks.push(queues));
    await expect(waiting).rejects.toThrow(
      new EventsNotDrained('beta__order-paid has 1 events to finish'),
    );
    expect(looks[0]).toEqual({ pending: 0, lags: { 'beta__order-paid': 1, beta__poison: 0 } });
    runner.start();
    expect(await beta.drain(DRAIN_MS, () => undefined)).toBe(false);
  });

  it('fails while the broker is unavailable', async () => {
    await two.natsProxy.cut();
    const unavailable = () => alpha.queues().then(({ lags }) => lags === null);
    await eventually('the cut is noticed', unavailable);
    await expect(alpha.drain(1, () => undefined)).rejects.toThrow('The broker does not respond');
    await two.natsProxy.mend();
    await eventually('the broker is back', async () => (await alpha.queues()).lags !== null);
  });
});

describe('rebuilding a read model', () => {
  it('equals a recount of the source, each time', async () => {
    await two.em().transactional(async (em) => {
      for (const order of await em.find(Order, {})) order.step += 10;
    });
    const models = two.beta.app.get(ReadModels);
    expect(models.list()).toEqual([{ name: 'handled', events: [ORDER_PAID.subject] }]);
    const orders = await two.em().find(Order, {});
    const recount = orders.map(({ id, step }) => `${id} ${step}`).sort();
    for (let round = 1; round <= 2; round += 1) {
      const { events } = await models.reset('handled');
      expect(await seen('step')).toEqual([]);
      expect(await two.alpha.app.get(ReadModels).republish(events)).toBe(orders.length);
      await drained();
      expect(await seen('step')).toEqual(recount);
    }
  });

  it('rejects unknown names, and publishes nothing', async () => {
    const before = await two.em().count(OutboxMessage);
    await expect(two.beta.app.get(ReadModels).reset('nothing')).rejects.toThrow(ReadModelUnknown);
    const events = [ORDER_PAID.subject, 'evt.alpha.order.lost.v1'];
    await expect(two.alpha.app.get(ReadModels).republish(events)).rejects.toThrow(
      EventSourceUnknown,
    );
    expect(await two.em().count(OutboxMessage)).toBe(before);
  });
});
