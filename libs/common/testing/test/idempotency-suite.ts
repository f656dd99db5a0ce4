import { IdempotencyRecord, IdempotencyStore } from '@course-plateform/common/http';
import { type ServiceDefinition } from '@course-plateform/common/service';
import { FixedClock, HOUR_MS, newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestService, type TestUser, bearer, startTestService } from '../src';
import { Note, Weather } from './notes.service';

/** Longer than a client has to wait for the key of a process that died, in milliseconds. */
const TAKEN_OVER_WITHIN_MS = 5_000;

/** What holds for `Idempotency-Key`, whatever the service keeps its records in. */
export function describeIdempotency(definition: ServiceDefinition): void {
  let service: TestService;
  let weather: Weather;
  let user: TestUser;
  let gate: { open?: () => void } = {};
  const clock = new FixedClock(new Date());

  // A test that fails must not leave a request behind that the service waits for.
  afterEach(() => gate.open?.());

  beforeAll(async () => {
    service = await startTestService(definition, { clock, tokenLifetime: 90_000 });
    weather = service.get(Weather);
    user = await service.user();
  });

  afterAll(() => service.stop());

  beforeEach(() => {
    weather.attempts = 0;
    weather.beforeCommit = () => Promise.resolve();
  });

  function post(headers: Record<string, string>, text: string) {
    return service.http.post('/api/v1/notes').set(headers).send({ text });
  }

  function write(text: string, key = newId()) {
    return post({ ...bearer(user), 'Idempotency-Key': key }, text);
  }

  /** A note that is being written until the gate is opened. */
  async function slowly(text: string, key: string) {
    gate = {};
    const waiting = gate;
    weather.beforeCommit = () => new Promise<void>((resolve) => (waiting.open = resolve));
    const response = write(text, key).then((response) => response);
    const open = await eventually('the work in flight', () => waiting.open);
    weather.beforeCommit = () => Promise.resolve();
    return { response, open };
  }

  /** When the last lease ends by the database's clock, in milliseconds since 1970. */
  async function leaseEnd(): Promise<number> {
    const records = await service.stored(IdempotencyRecord, { status: null });
    return Math.max(...records.map(({ lockedUntil }) => lockedUntil.getTime()));
  }

  it('has one effect for fifty concurrent requests, and a correct response for each', async () => {
    const key = newId();
    const responses = await Promise.all(Array.from({ length: 50 }, () => write('race', key)));
    expect(weather.attempts).toBe(1);
    expect(await service.stored(Note, { text: 'race' })).toHaveLength(1);
    const statuses = new Set(responses.map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 409)).toBe(true);
    const written = responses.filter(({ status }) => status === 201);
    expect(new Set(written.map(({ body }) => body.id)).size).toBe(1);
    for (const { status, body } of responses) {
      if (status === 409) expect(body.code).toBe('idempotency.in_progress');
    }
    const replay = await write('race', key);
    expect(replay.body).toEqual(written[0]?.body);
    expect(replay.headers['idempotency-replayed']).toBe('true');
  });

  it('requires a valid key where one is required', async () => {
    const without = await service.http.post('/api/v1/notes').send({ text: 'x' });
    expect([without.status, without.body.code]).toEqual([400, 'idempotency.key_missing']);
    const odd = await write('x', 'white space');
    expect([odd.status, odd.body.code]).toEqual([400, 'request.header_invalid']);
  });

  it('rejects another body with the same key', async () => {
    const key = newId();
    await write('first', key).expect(201);
    const other = await write('second', key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.key_reused']);
    expect(await service.stored(Note, { text: 'second' })).toEqual([]);
  });

  it('replays to an anonymous caller only the response of the same request', async () => {
    const key = { 'Idempotency-Key': newId() };
    const first = await post(key, 'hers').expect(201);
    const other = await post(key, 'his').expect(201);
    expect(other.headers['idempotency-replayed']).toBeUndefined();
    const again = await post(key, 'hers').expect(201);
    expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  });

  it('stores a rejection, but not a 5xx', async () => {
    const key = newId();
    expect((await write('x'.repeat(21), key)).status).toBe(422);
    const again = await write('x'.repeat(21), key);
    expect([again.status, again.headers['idempotency-replayed']]).toEqual([422, 'true']);
    const failing = newId();
    expect((await write('fail', failing)).status).toBe(503);
    expect((await write('fail', failing)).headers['idempotency-replayed']).toBeUndefined();
    expect(weather.attempts).toBe(2);
    expect(await service.stored(Note, { text: 'fail' })).toEqual([]);
  });

  it('keeps the key of a slow request for longer than that of a crashed process', async () => {
    const key = newId();
    const slow = await slowly('slow', key);
    const claimed = await leaseEnd();
    await eventually(
      'a lease that would have run out',
      async () => (await leaseEnd()) > claimed + TAKEN_OVER_WITHIN_MS,
    );
    expect((await write('slow', key)).body.code).toBe('idempotency.in_progress');
    slow.open();
    const response = await slow.response;
    expect(response.status).toBe(201);
    const replay = await write('slow', key);
    expect([replay.body, replay.headers['idempotency-replayed']]).toEqual([response.body, 'true']);
  });

  it('lets one request take over within five seconds of a crash, and the old one cannot commit', async () => {
    const key = newId();
    const dead = await slowly('orphan', key);
    // A process that died renews no lease. This one lives on, to see that its work is lost.
    const store = service.get(IdempotencyStore);
    await store.onApplicationShutdown();
    expect((await write('orphan', key)).body.code).toBe('idempotency.in_progress');
    const second = await eventually(
      'another request works',
      async () => {
        const response = await write('orphan', key);
        return response.status === 201 && response;
      },
      TAKEN_OVER_WITHIN_MS,
    );
    store.onApplicationBootstrap();
    expect(second.headers['idempotency-replayed']).toBeUndefined();
    dead.open();
    expect((await dead.response).body.code).toBe('idempotency.in_progress');
    expect(await service.stored(Note, { text: 'orphan' })).toHaveLength(1);
  });

  it('forgets a key after a day', async () => {
    const key = newId();
    const first = await write('daily', key);
    clock.advance(24 * HOUR_MS + 1);
    const second = await write('daily', key);
    expect(second.headers['idempotency-replayed']).toBeUndefined();
    expect(second.body.id).not.toBe(first.body.id);
  });
}
