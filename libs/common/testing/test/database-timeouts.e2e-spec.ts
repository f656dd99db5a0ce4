import { DriverException } from '@mikro-orm/core';
import { collectionOf, openDatabase } from '@course-plateform/common/persistence';
import { Metrics, Tracing } from '@course-plateform/common/observability';
import { ProblemFilter } from '@course-plateform/common/http';
import { newId } from '@course-plateform/common/kernel';
import { type TestService, bearer, startTestService } from '../src';
import { Note, notes } from './notes.service';

/** Long enough to be met by a quick statement, short enough to be waited for. */
const TIMEOUT_MS = 300;

describe('a database timeout', () => {
  let service: TestService;
  let noteId: string;

  beforeAll(async () => {
    const DATABASE_TIMEOUT_MS = String(TIMEOUT_MS);
    service = await startTestService(notes, {
      environment: { DATABASE_TIMEOUT_MS, DATABASE_POOL_MAX: '3' },
    });
    const created = await write('locked').expect(201);
    noteId = created.body.id;
  });

  afterAll(() => service.stop());

  function write(text: string, key = newId()) {
    return service.http.post('/api/v1/notes').set('Idempotency-Key', key).send({ text });
  }

  /** Runs some work while transactions are open that have done something. */
  async function during<T>(
    statement: string,
    transactions: number,
    work: () => Promise<T>,
  ): Promise<T> {
    const open: Promise<void>[] = [];
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    for (let count = 0; count < transactions; count += 1) {
      await new Promise<void>((begun, reject) => {
        const whole = service.em().transactional(async (em) => {
          const context = em.getTransactionContext();
          await em.getConnection().execute(statement, [], 'all', context);
          begun();
          await finished;
        });
        whole.catch(reject);
        open.push(whole);
      });
    }
    try {
      return await work();
    } finally {
      finish();
      await Promise.all(open);
    }
  }

  it('for a lock results in a 503, changes nothing, and a retry succeeds', async () => {
    const user = bearer(await service.user());
    const change = () =>
      service.http
        .patch(`/api/v1/notes/${noteId}`)
        .set({ ...user, 'If-Match': '"1"' })
        .send({ text: 'changed' });
    const response = await during('select * from note for update', 1, change);
    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ code: 'service.unavailable' });
    expect(response.headers['retry-after']).toBe('2');
    expect(await service.stored(Note, { id: noteId })).toMatchObject([
      { text: 'locked', version: 1 },
    ]);
    await change().expect(200);
  });

  it('for a connection results in a 503, and its key can be used again', async () => {
    const key = newId();
    const response = await during('select 1', 3, () => write('no room', key));
    expect(response.status).toBe(503);
    expect(response.body).toMatchObject({ code: 'service.unavailable' });
    expect(await service.stored(Note, { text: 'no room' })).toEqual([]);
    const again = await write('no room', key).expect(201);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
  });

  it.each([
    'insert into "note" values (\'I read every word: connection closed\') - out of range',
    'duplicate key value violates unique constraint\n - detail: Key (text)=(Connection terminated) already exists.',
  ])('is not confused with input about connections (%#)', (words) => {
    const failure = new DriverException(new Error(words));
    expect(service.get(ProblemFilter).problemOf(failure)).toMatchObject({
      code: 'internal.error',
      status: 500,
    });
  });

  it('of an unavailable MongoDB results in a 503, without the ORM as well', async () => {
    const orm = await openDatabase(
      { kind: 'mongodb', entities: [Note], migrations: [] },
      // Nobody listens on port 1.
      {
        ...{ url: 'mongodb://127.0.0.1:1', databaseName: 'away' },
        ...{ poolMax: 1, timeoutMs: TIMEOUT_MS },
      },
      // Whoever hears of the commands must not take the limits of time away.
      { tracing: Tracing.off, metrics: new Metrics({ processMetrics: false }) },
    );
    const em = orm.em.fork();
    const reads = [
      () => em.findOne(Note, { id: noteId }),
      () => collectionOf(em, Note).findOne({}),
    ];
    for (const read of reads) {
      const failure: unknown = await read().catch((error: unknown) => error);
      expect(service.get(ProblemFilter).problemOf(failure)).toMatchObject({
        code: 'service.unavailable',
        status: 503,
      });
    }
    await orm.close();
  });
});
