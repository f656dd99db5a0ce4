import type { EntityClass } from '@mikro-orm/core';
import {
  type TestApplication,
  eventually,
  testStores,
  uniqueName,
} from '@course-plateform/common/test-kit';
import { type EventContract, asVersion, newId } from '@course-plateform/common/kernel';
import { startEventService } from './service';
import { type TestDatabase, forkOf } from './stores';
import { EventOperations } from '../src/event-operations';
import { deadLetterClassOf } from '../src/message-store';
import { Outbox } from '../src/outbox';
import { Relay } from '../src/relay';
import { provisionBroker } from '../src/streams';
import type { Handled, MongoHandled } from './orders';
import {
  SETTLED,
  SETTLED_BEFORE,
  SETTLED_V1,
  Settlements,
  SettlementsBefore,
  upcasts,
} from './settlements';
import { StreamView } from './stream';

const PUBLISHED_BEFORE = asVersion(SETTLED, SETTLED_V1);
const DRAIN_MS = 15_000;

/**
 * The same proofs for each database: two versions of one event, before and after the release that brings the second.
 */
export function describeVersions(
  open: () => Promise<TestDatabase>,
  Row: EntityClass<Handled | MongoHandled>,
): void {
  const natsNamespace = `${uniqueName()}.`;
  const settings = {
    provision: true,
    natsUrl: testStores().natsUrl,
    natsNamespace,
    firstRetryMs: 10,
  };
  const stream = new StreamView(settings);
  let database: TestDatabase;
  let service: TestApplication;

  beforeAll(async () => {
    database = await open();
    await provisionBroker(settings.natsUrl, natsNamespace);
  });

  afterAll(async () => {
    await service.stop();
    await stream.remove();
    await database.drop();
  });

  async function release(reader: typeof Settlements | typeof SettlementsBefore): Promise<void> {
    const { orm } = database;
    service = await startEventService({ service: 'alpha', orm, settings, providers: [reader] });
    await eventually(
      'the consumer is there',
      async () => (await operations().queues()).lags !== null,
    );
  }

  function operations(): EventOperations {
    return service.app.get(EventOperations);
  }

  async function drained(): Promise<void> {
    await operations().drain(DRAIN_MS, () => undefined);
  }

  async function report<Payload extends object>(
    contract: EventContract<Payload>,
    payload: NoInfer<Payload>,
    { aggregateId, aggregateVersion } = { aggregateId: newId(), aggregateVersion: 1 },
  ): Promise<string> {
    const em = forkOf(database.orm);
    const about = { aggregateId, aggregateVersion };
    const id = service.app.get(Outbox).publish(em, contract, about, payload);
    await em.flush();
    return id;
  }

  /** Puts an event into the stream past every outbox. */
  async function put(subject: string, payload: object, id = newId()): Promise<string> {
    const about = { aggregateType: 'order', aggregateId: newId(), aggregateVersion: 1 };
    const event = { id, subject, ...about, occurredAt: new Date(), payload };
    await stream.put(subject, JSON.stringify(event), newId());
    return id;
  }

  async function handled(eventId: string): Promise<readonly number[]> {
    const rows = await forkOf(database.orm).find(Row, { eventId });
    return rows.map(({ step }) => step);
  }

  function seen(): Settlements['seen'] {
    return service.app.get(Settlements).seen;
  }

  async function letterOf(eventId: string) {
    await eventually(
      'it is given up',
      async () => (await operations().show(eventId)).deadLetters.length === 1,
    );
    const [letter] = (await operations().show(eventId)).deadLetters;
    return { id: letter?.id ?? '', error: letter?.error, attempts: letter?.attempts };
  }

  it('keeps events in a new version for a release of the consumer that knows it', async () => {
    await release(SettlementsBefore);
    const subjects = [SETTLED_BEFORE.subject, SETTLED.subject];
    const consumers = [{ name: 'alpha__settlement', subjects }];
    await provisionBroker(settings.natsUrl, natsNamespace, { consumers });
    const early = await put(SETTLED.subject, { orderId: 'early', amountMinor: 9, currency: 'EUR' });
    const letter = await letterOf(early);
    // Tried as often as a failure: another process of the service might have known it.
    expect(letter).toMatchObject({ attempts: 8, error: expect.stringContaining('no version') });
    expect(await handled(early)).toEqual([]);
    await service.stop();

    await release(Settlements);
    const { id } = letter;
    expect(await operations().replayDead({ id })).toMatchObject([{ outcome: 'handled' }]);
    expect(await handled(early)).toEqual([9]);
    await service.stop();
  });

  it('handles events of the previous release from the stream, the outbox and the dead letters', async () => {
    await release(SettlementsBefore);
    const done = await report(SETTLED_BEFORE, { orderId: 'done', dollars: 1 });
    const failed = await report(SETTLED_BEFORE, { orderId: 'failed', dollars: 200 });
    const { id } = await letterOf(failed);
    await drained();
    await service.app.get(Relay).stop();
    const waiting = await report(SETTLED_BEFORE, { orderId: 'waiting', dollars: 3 });
    await service.stop();
    const lying = await put(SETTLED_BEFORE.subject, { orderId: 'lying', dollars: 2 });

    upcasts.length = 0;
    await release(Settlements);
    await eventually('the rest is handled', () => seen().length === 2);
    await drained();
    expect(await operations().replayDead({ id })).toMatchObject([{ outcome: 'handled' }]);
    expect(await operations().replayDead({ id })).toMatchObject([{ outcome: 'duplicate' }]);
    const amounts = await Promise.all([done, lying, waiting, failed].map(handled));
    expect(amounts).toEqual([[100], [200], [300], [20_000]]);
    // The second replay makes it new once more, and does nothing with it.
    expect([...upcasts].sort()).toEqual(['failed', 'failed', 'lying', 'waiting']);
    expect(seen()).toHaveLength(3);
    expect(seen().map(({ payload }) => ({ ...payload }))).toEqual(
      expect.arrayContaining([
        { orderId: 'lying', amountMinor: 200, currency: 'USD' },
        { orderId: 'waiting', amountMinor: 300, currency: 'USD' },
        { orderId: 'failed', amountMinor: 20_000, currency: 'USD' },
      ]),
    );
  });

  it('handles both versions upcast to the current one, in the order of their aggregate, each once', async () => {
    upcasts.length = 0;
    const aggregateId = newId();
    const versions = Array.from({ length: 12 }, (_, index) => index + 1);
    for (const version of versions) {
      const about = { aggregateId, aggregateVersion: version };
      if (version % 2 === 1)
        await report(PUBLISHED_BEFORE, { orderId: String(version), dollars: version }, about);
      else {
        const payload = { orderId: String(version), amountMinor: version * 100, currency: 'EUR' };
        await report(SETTLED, payload, about);
      }
    }
    await drained();
    const mine = seen().filter((event) => event.aggregateId === aggregateId);
    expect(mine.map(({ aggregateVersion }) => aggregateVersion)).toEqual(versions);
    expect(mine.map(({ payload }) => payload.amountMinor)).toEqual(versions.map((v) => v * 100));
    expect(new Set(mine.map(({ subject }) => subject))).toEqual(new Set([SETTLED.subject]));
    expect(upcasts).toEqual(['1', '3', '5', '7', '9', '11']);
    const published = (await stream.published()).filter(
      (event) => event.aggregateId === aggregateId,
    );
    expect(published.map(({ subject }) => subject.slice(-1)).join('')).toBe('121212121212');
  });

  it('recognizes a duplicate of the previous version', async () => {
    const id = await put(PUBLISHED_BEFORE.subject, { orderId: 'again', dollars: 5 });
    await put(PUBLISHED_BEFORE.subject, { orderId: 'again', dollars: 5 }, id);
    const repeat = () =>
      service.log.some((l) => l['eventId'] === id && l['outcome'] === 'duplicate');
    await eventually('the repeat is dropped', repeat);
    expect(await handled(id)).toEqual([500]);
  });

  it('validates each version by its own contract, and upcast payloads by the current one', async () => {
    const present = { orderId: 'x', amountMinor: 1, currency: 'USD' };
    const wrong = await letterOf(await put(PUBLISHED_BEFORE.subject, present));
    const wrongToo = await letterOf(await put(SETTLED.subject, { orderId: 'x', dollars: 1 }));
    const badlyMade = await letterOf(
      await put(PUBLISHED_BEFORE.subject, { orderId: 'x', dollars: -1 }),
    );
    expect([wrong.attempts, wrongToo.attempts, badlyMade.attempts]).toEqual([1, 1, 1]);
    expect(wrong.error).toContain(`${PUBLISHED_BEFORE.subject} breaks its contract: /dollars`);
    expect(wrongToo.error).toContain(`${SETTLED.subject} breaks its contract: /amountMinor`);
    expect(badlyMade.error).toContain(`${SETTLED.subject} breaks its contract: /amountMinor`);
    expect(await operations().replayDead({ id: wrong.id })).toMatchObject([{ outcome: 'failed' }]);
  });

  it('ignores a subject inside of a message', async () => {
    const id = newId();
    const about = { aggregateType: 'order', aggregateId: newId(), aggregateVersion: 1 };
    const payload = { orderId: 'liar', dollars: 7 };
    const event = { id, subject: SETTLED.subject, ...about, occurredAt: new Date(), payload };
    await stream.put(PUBLISHED_BEFORE.subject, JSON.stringify(event), id);
    await eventually('it is handled', async () => (await handled(id)).length === 1);
    expect(await handled(id)).toEqual([700]);
  });

  it('keeps a dead letter of an unknown version unchanged', async () => {
    const id = await put('evt.alpha.order.settled.v1', { orderId: 'old', dollars: -1 });
    const letter = await letterOf(id);
    // As if version 1 had been retired: the letter is of a version the contract does not name.
    await relabel(id);
    expect(await operations().replayDead({ id: letter.id })).toEqual([
      expect.objectContaining({ outcome: 'failed', error: expect.stringContaining('no version') }),
    ]);
    expect(await handled(id)).toEqual([]);
  });

  async function relabel(eventId: string): Promise<void> {
    const em = forkOf(database.orm);
    const letter = await em.findOneOrFail(deadLetterClassOf(em), { eventId });
    const event = { ...letter.event, subject: 'evt.alpha.order.settled.v0' };
    await em.nativeUpdate(deadLetterClassOf(em), { eventId }, { event });
  }
}
