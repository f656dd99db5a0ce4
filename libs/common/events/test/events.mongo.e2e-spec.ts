import {
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { newId } from '@course-plateform/common/kernel';
import { Metrics } from '@course-plateform/common/observability';
import { type BrokerSettings, startEventService } from './service';
import { type TestDatabase, forkOf, mongoDatabase } from './stores';
import { DeadLetters } from '../src/dead-letters';
import { MongoOutboxMessage, mongoMessagingEntities } from '../src/mongo-message.entity';
import { Outbox } from '../src/outbox';
import { Relay } from '../src/relay';
import { provisionBroker } from '../src/streams';
import { CourseEvents, DEADLY_STEP } from './course-events';
import { MongoHandled, MongoOrder, ORDER_PAID, advance } from './orders';
import { StreamView } from './stream';

let database: TestDatabase;
let settings: BrokerSettings;
let stream: StreamView;
let alpha: TestApplication;
let outbox: Outbox;

beforeAll(async () => {
  database = await mongoDatabase([...mongoMessagingEntities, MongoOrder, MongoHandled]);
  settings = {
    provision: true,
    natsUrl: testStores().natsUrl,
    natsNamespace: `${uniqueName()}.`,
    firstRetryMs: 10,
  };
  await provisionBroker(settings.natsUrl, settings.natsNamespace);
  stream = new StreamView(settings);
  alpha = await startEventService({
    service: 'alpha',
    orm: database.orm,
    settings,
    providers: [CourseEvents],
  });
  outbox = alpha.app.get(Outbox);
  await eventually('a relay is active', () => alpha.app.get(Relay).isActive());
});

afterAll(async () => {
  await alpha.stop();
  await stream.remove();
  await database.drop();
});

function handled(eventId: string): Promise<number> {
  return forkOf(database.orm).count(MongoHandled, { eventId });
}

async function newOrder(step = 1): Promise<{ id: string; eventId: string }> {
  const order = new MongoOrder();
  order.step = step - 1;
  const eventId = await forkOf(database.orm).transactional(async (em) =>
    advance(em, outbox, order),
  );
  return { id: order.id, eventId };
}

describe('durable events on MongoDB', () => {
  it('publishes a committed event once and handles it once', async () => {
    const { id, eventId } = await newOrder();
    await eventually('it is handled', async () => (await handled(eventId)) === 1);
    const published = (await stream.published()).filter((event) => event.id === eventId);
    expect(published).toEqual([
      expect.objectContaining({ aggregateVersion: 1, payload: { orderId: id, step: 1 } }),
    ]);
    const marked = async () =>
      (await forkOf(database.orm).findOne(MongoOutboxMessage, { id: eventId }))?.publishedAt;
    await eventually('it is marked', async () => (await marked()) instanceof Date);
  });

  it('publishes nothing for a change that is rolled back', async () => {
    const before = await stream.count();
    const failed = forkOf(database.orm).transactional(async (em) => {
      advance(em, outbox, new MongoOrder());
      await em.flush();
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    const { eventId } = await newOrder();
    await eventually('the next one is handled', async () => (await handled(eventId)) === 1);
    expect(await stream.count()).toBe(before + 1);
  });

  it('keeps the order of the events of an aggregate', async () => {
    const steps = 20;
    const { id } = await newOrder();
    for (let step = 2; step <= steps; step += 1) {
      await forkOf(database.orm).transactional(async (em) => {
        advance(em, outbox, await em.findOneOrFail(MongoOrder, { id }));
      });
    }
    const mine = async () => (await stream.published()).filter((event) => event.aggregateId === id);
    await eventually('all are published', async () => (await mine()).length === steps);
    const versions = (await mine()).map((event) => event.aggregateVersion);
    expect(versions).toEqual(Array.from({ length: steps }, (_, index) => index + 1));
  });

  it('handles a redelivered event once', async () => {
    const { eventId } = await newOrder();
    await eventually('it is handled', async () => (await handled(eventId)) === 1);
    const [event] = (await stream.published()).filter(({ id }) => id === eventId);
    await stream.put(ORDER_PAID.subject, JSON.stringify(event), newId());
    const again = () =>
      alpha.log.some((line) => line['eventId'] === eventId && line['outcome'] === 'duplicate');
    await eventually('the repeat is dropped', again);
    expect(await handled(eventId)).toBe(1);
  });

  it('moves a poison event to the dead letters without partial changes, and replays it once', async () => {
    const { eventId } = await newOrder(DEADLY_STEP);
    const letters = alpha.app.get(DeadLetters);
    const find = async () => (await letters.list()).find(({ event }) => event.id === eventId);
    await eventually('it is given up', async () => (await find()) !== undefined);
    expect(await find()).toMatchObject({ consumer: 'alpha__order-paid', attempts: 8 });
    expect(await handled(eventId)).toBe(0);
    alpha.app.get(CourseEvents).poisonous = false;
    const { id = '' } = (await find()) ?? {};
    await letters.replay(id);
    await letters.replay(id);
    expect(await handled(eventId)).toBe(1);
    expect(await find()).toBeUndefined();
  });

  it('has one active relay, and another takes over', async () => {
    const second = await startEventService({
      service: 'alpha',
      orm: await database.connect(),
      settings,
    });
    const [one, two] = [alpha.app.get(Relay), second.app.get(Relay)];
    await newOrder();
    expect([one.isActive(), two.isActive()]).toEqual([true, false]);
    await one.stop();
    await eventually('the second takes over', () => two.isActive());
    const { eventId } = await newOrder();
    await eventually('it is handled', async () => (await handled(eventId)) === 1);
    await second.stop();
    one.start();
    await eventually('the first is back', () => one.isActive());
    expect(await alpha.app.get(Metrics).render()).toContain('outbox_pending 0');
  });
});
