import {
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { startEventService } from './service';
import { type TestDatabase, forkOf, mongoDatabase } from './stores';
import { ConsumerRunner } from '../src/consumer-runner';
import { EventOperations } from '../src/event-operations';
import { MongoOutboxMessage, mongoMessagingEntities } from '../src/mongo-message.entity';
import { Outbox } from '../src/outbox';
import { provisionBroker } from '../src/streams';
import { CourseEvents, DEADLY_STEP } from './course-events';
import { MongoHandled, MongoOrder, advance } from './orders';
import { StreamView } from './stream';

const LONG_AGO = new Date(0);
const DRAIN_MS = 15_000;

let database: TestDatabase;
let stream: StreamView;
let service: TestApplication;
let operations: EventOperations;
const namespace = `${uniqueName()}.`;

beforeAll(async () => {
  database = await mongoDatabase([...mongoMessagingEntities, MongoOrder, MongoHandled]);
  const settings = {
    provision: true,
    natsUrl: testStores().natsUrl,
    natsNamespace: namespace,
    firstRetryMs: 10,
  };
  await provisionBroker(settings.natsUrl, namespace);
  stream = new StreamView(settings);
  const orm = database.orm;
  service = await startEventService({ service: 'alpha', orm, settings, providers: [CourseEvents] });
  operations = service.app.get(EventOperations);
  await untilConsuming();
});

afterAll(async () => {
  await service.stop();
  await stream.remove();
  await database.drop();
});

async function untilConsuming(): Promise<void> {
  await eventually('the consumer is there', async () => (await operations.queues()).lags !== null);
}

function newOrder(step = 1): Promise<string> {
  const order = new MongoOrder();
  order.step = step - 1;
  const outbox = service.app.get(Outbox);
  return forkOf(database.orm).transactional(async (em) => advance(em, outbox, order));
}

function handled(eventId: string): Promise<number> {
  return forkOf(database.orm).count(MongoHandled, { eventId });
}

describe('operations on MongoDB', () => {
  it('lists a dead letter and handles it once after the fix, however often it is replayed', async () => {
    const eventId = await newOrder(DEADLY_STEP);
    await eventually('it is given up', async () => (await operations.dead()).length === 1);
    const [letter] = await operations.dead('alpha__order-paid');
    const { id = '', consumer = '' } = letter ?? {};
    expect(await operations.dead('alpha__other')).toEqual([]);
    expect(await operations.show(id)).toEqual({ event: null, deadLetters: [letter] });
    expect(await operations.show(eventId)).toMatchObject({
      event: { id: eventId, publishedAt: expect.any(Date), lastError: null },
      deadLetters: [{ id }],
    });
    service.app.get(CourseEvents).poisonous = false;
    expect(await operations.replayDead({ consumer })).toEqual([
      { id, consumer, outcome: 'handled' },
    ]);
    expect(await operations.replayDead({ id })).toEqual([{ id, consumer, outcome: 'duplicate' }]);
    expect(await operations.dead()).toEqual([]);
    expect(await handled(eventId)).toBe(1);
  });

  it('publishes again what the broker has lost, and consumers handle it once', async () => {
    const known = await newOrder();
    await operations.drain(DRAIN_MS, () => undefined);
    const runner = service.app.get(ConsumerRunner);
    await runner.stop();
    const missed = await newOrder();
    await eventually('it is published', async () => (await operations.queues()).pending === 0);
    await stream.remove();
    await provisionBroker(testStores().natsUrl, namespace);
    runner.start();
    await untilConsuming();
    expect(await handled(missed)).toBe(0);

    const all = await forkOf(database.orm).count(MongoOutboxMessage, {});
    const future = new Date(Date.now() + 60_000);
    expect(await operations.resendSince(future)).toBe(0);
    expect(await operations.resendSince(LONG_AGO)).toBe(all);
    await operations.drain(DRAIN_MS, () => undefined);
    expect(await stream.count()).toBe(all);
    expect([await handled(known), await handled(missed)]).toEqual([1, 1]);
  });
});
