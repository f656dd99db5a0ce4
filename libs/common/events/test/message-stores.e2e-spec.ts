import type { EntityClass, EntityManager } from '@mikro-orm/core';
import { newId, present } from '@course-plateform/common/kernel';
import type { MessageStore, RelaySession } from '../src/message-store';
import { deadLetterClassOf, outboxClassOf } from '../src/message-store';
import { type DeadLetter, type OutboxMessage, messagingEntities } from '../src/message.entity';
import { mongoMessagingEntities } from '../src/mongo-message.entity';
import { openMessageStore } from '../src/open-message-store';
import { type TestDatabase, forkOf, mongoDatabase, postgresDatabase } from './stores';

const MINUTE_AGO_MS = 60_000;

describe.each([
  ['PostgreSQL', () => postgresDatabase(messagingEntities)],
  ['MongoDB', () => mongoDatabase(mongoMessagingEntities)],
] as const)('the outbox on %s', (_name, open) => {
  let database: TestDatabase;
  let store: MessageStore;
  let session: RelaySession | undefined;

  beforeAll(async () => {
    database = await open();
    store = openMessageStore(database.orm.em);
  });

  afterEach(async () => {
    await session?.release();
    session = undefined;
    await forkOf(database.orm).nativeDelete(outbox(), {});
  });

  afterAll(() => database.drop());

  /** Both classes have the same fields. */
  function outbox(): EntityClass<OutboxMessage> {
    return outboxClassOf(database.orm.em) as EntityClass<OutboxMessage>;
  }

  async function acquire(): Promise<RelaySession> {
    session = present(await store.acquireRelay(), 'the session of the active relay');
    return session;
  }

  /** Puts an event into the outbox. @returns its id */
  async function report(createdAt: Date): Promise<string> {
    const em: EntityManager = forkOf(database.orm);
    const message = new (outboxClassOf(em))({
      subject: 'evt.alpha.bell.rung.v1',
      aggregateType: 'bell',
      aggregateId: newId(),
      aggregateVersion: 1,
      payload: { times: 1 },
      headers: { actor: 'somebody' },
      createdAt,
    });
    await em.persist(message).flush();
    return message.id;
  }

  it('counts pending events, with the age of the oldest', async () => {
    expect(await store.backlog()).toEqual({ pending: 0, oldestAgeSeconds: 0 });
    const oldest = await report(new Date(Date.now() - MINUTE_AGO_MS));
    await report(new Date());
    const backlog = await store.backlog();
    expect(backlog.pending).toBe(2);
    expect(backlog.oldestAgeSeconds).toBeGreaterThanOrEqual(59);
    expect(backlog.oldestAgeSeconds).toBeLessThan(600);
    await (await acquire()).markPublished([oldest]);
    expect((await store.backlog()).pending).toBe(1);
  });

  it('never reports a negative age, whatever the clocks say', async () => {
    await report(new Date(Date.now() + MINUTE_AGO_MS));
    expect(await store.backlog()).toEqual({ pending: 1, oldestAgeSeconds: 0 });
  });

  it('passes pending events to the relay in order, with failed attempts', async () => {
    const published = [
      await report(new Date()),
      await report(new Date(Date.now() - MINUTE_AGO_MS)),
    ];
    const relay = await acquire();
    expect(await relay.pending(1)).toEqual([
      {
        id: published[0],
        subject: 'evt.alpha.bell.rung.v1',
        aggregateType: 'bell',
        aggregateId: expect.any(String),
        aggregateVersion: 1,
        occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        payload: { times: 1 },
        headers: { actor: 'somebody' },
        attempts: 0,
      },
    ]);
    await relay.markFailed([present(published[0], 'the first event')], 'no broker');
    await relay.markFailed([present(published[0], 'the first event')], 'no broker');
    expect((await relay.pending(10)).map(({ id, attempts }) => [id, attempts])).toEqual([
      [published[0], 2],
      [published[1], 0],
    ]);
    const [row] = await forkOf(database.orm).find(outbox(), {
      id: present(published[0], 'the first event'),
    });
    expect(row).toMatchObject({ lastError: 'no broker', publishedAt: null });
  });

  it('deletes published events after the retention, and not before', async () => {
    const [old, young] = [await report(new Date()), await report(new Date())];
    const waiting = await report(new Date(0));
    const relay = await acquire();
    await relay.markPublished([old, young]);
    const em = forkOf(database.orm);
    await em.nativeUpdate(outbox(), { id: old }, { publishedAt: new Date(0) });
    expect(await relay.cleanUp()).toBe(1);
    const left = await forkOf(database.orm).find(outbox(), {});
    expect(left.map(({ id }) => id).sort()).toEqual([young, waiting].sort());
  });

  it('has one active relay, and another takes over', async () => {
    const first = await acquire();
    expect(await store.acquireRelay()).toBeUndefined();
    await first.release();
    expect(await acquire()).toBeDefined();
  });

  it('stores a dead letter once, with its last error', async () => {
    const event = {
      id: newId(),
      subject: 'evt.alpha.bell.rung.v1',
      aggregateType: 'bell',
      aggregateId: newId(),
      aggregateVersion: 1,
      occurredAt: new Date().toISOString(),
      payload: { times: 1 },
      headers: {},
    };
    const em = forkOf(database.orm);
    const deadLetters = deadLetterClassOf(em) as EntityClass<DeadLetter>;
    await store.keepDeadLetter({ consumer: 'beta__bell', event, error: 'Deaf', attempts: 8 });
    await em.nativeUpdate(deadLetters, {}, { replayedAt: new Date() });
    await store.keepDeadLetter({ consumer: 'beta__bell', event, error: 'Dumb', attempts: 9 });
    const letters = await forkOf(database.orm).find(deadLetters, {});
    expect(letters).toMatchObject([
      {
        id: expect.any(String),
        consumer: 'beta__bell',
        eventId: event.id,
        event: { id: event.id, payload: { times: 1 } },
        error: 'Dumb',
        attempts: 9,
        firstAt: expect.any(Date),
        lastAt: expect.any(Date),
        replayedAt: null,
      },
    ]);
  });

  it('is reachable', async () => {
    expect(await store.isReachable()).toBe(true);
  });
});
