import { Redis } from '@course-plateform/common/cache';
import { newId } from '@course-plateform/common/kernel';
import { problemTranslator } from '@course-plateform/common/i18n';
import { type TestService, bearer, startTestService } from '../src';
import { Note, notes } from './notes.service';

const LIMITS = { RATE_LIMIT_READ: '4', RATE_LIMIT_WRITE: '2', RATE_LIMIT_SENSITIVE: '1' };
const PROXY = { TRUSTED_PROXIES: '127.0.0.1' };

describe('rate limits', () => {
  let services: TestService[];

  beforeEach(() => {
    services = [];
  });

  afterEach(async () => {
    // A replica uses the streams of the first.
    for (const service of services.reverse()) await service.stop();
  });

  async function start(environment: Record<string, string> = {}): Promise<TestService> {
    const service = await startTestService(notes, { environment: { ...LIMITS, ...environment } });
    services.push(service);
    return service;
  }

  function read(service: TestService, headers: Record<string, string> = {}) {
    return service.http.get(`/api/v1/notes/${newId()}`).set(headers);
  }

  function write(service: TestService) {
    const headers = { 'Idempotency-Key': newId() };
    return service.http.post('/api/v1/notes').set(headers).send({ text: 'limited' });
  }

  async function statuses(requests: readonly (() => PromiseLike<{ status: number }>)[]) {
    const seen: number[] = [];
    for (const request of requests) seen.push((await request()).status);
    return seen;
  }

  function times<T>(count: number, make: (n: number) => T): (() => T)[] {
    return Array.from({ length: count }, (_, n) => () => make(n));
  }

  it('report what is left, and reject one request too many with Retry-After', async () => {
    const service = await start();
    const first = await read(service);
    expect(first.headers['ratelimit-policy']).toBe('"read";q=4;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"read";r=3;t=(60|59)$/);
    expect(await statuses(times(3, () => read(service)))).toEqual([404, 404, 404]);
    const refused = await read(service, { 'Accept-Language': 'es' });
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limit.exceeded']);
    expect(refused.body.title).toBe(
      problemTranslator('es')('rate_limit.exceeded', 'title', '', {}),
    );
    expect(refused.headers['ratelimit']).toMatch(/^"read";r=0;t=\d+$/);
    const wait = Number(refused.headers['retry-after']);
    expect(wait >= 1 && wait <= 60).toBe(true);
  });

  it('apply to all replicas together', async () => {
    const one = await start();
    const other = await start({ NATS_NAMESPACE: one.namespace });
    const both = times(6, (n) => read(n % 2 === 0 ? one : other));
    expect(await statuses(both)).toEqual([404, 404, 404, 404, 429, 429]);
  });

  it('accept exactly the allowed number of concurrent requests', async () => {
    const one = await start();
    const other = await start({ NATS_NAMESPACE: one.namespace });
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, n) => read(n % 2 === 0 ? one : other)),
    );
    expect(responses.filter(({ status }) => status === 404)).toHaveLength(4);
    expect(responses.filter(({ status }) => status === 429)).toHaveLength(16);
  });

  it('count reads, writes and sensitive requests separately, and a rejected write changes nothing', async () => {
    const service = await start();
    expect(await statuses(times(3, () => write(service)))).toEqual([201, 201, 429]);
    expect(await service.stored(Note, { text: 'limited' })).toHaveLength(2);
    expect((await read(service)).status).toBe(404);
    const user = bearer(await service.user());
    const change = () => service.http.patch(`/api/v1/notes/${newId()}`).set(user).send({});
    expect(await statuses([change, change])).toEqual([428, 429]);
  });

  it('count users by id, whatever their address', async () => {
    const service = await start(PROXY);
    const [ada, bob] = [bearer(await service.user()), bearer(await service.user())];
    const adaFrom = (n: number) => read(service, { ...ada, 'X-Forwarded-For': `203.0.113.${n}` });
    expect(await statuses(times(5, adaFrom))).toEqual([404, 404, 404, 404, 429]);
    expect((await read(service, bob)).status).toBe(404);
    expect((await read(service)).status).toBe(404);
  });

  it('ignore X-Forwarded-For from untrusted senders', async () => {
    const service = await start();
    const forged = (n: number) => read(service, { 'X-Forwarded-For': `203.0.113.${n}` });
    expect(await statuses(times(5, forged))).toEqual([404, 404, 404, 404, 429]);
  });

  it('count clients behind a trusted proxy by the address that it saw', async () => {
    const service = await start(PROXY);
    // What the client says itself stands in front of what the proxy adds.
    const seenBy = (seen: string) => (n: number) =>
      read(service, { 'X-Forwarded-For': `198.51.100.${n}, ${seen}` });
    expect(await statuses(times(5, seenBy('203.0.113.1')))).toEqual([404, 404, 404, 404, 429]);
    expect(await statuses(times(1, seenBy('203.0.113.2')))).toEqual([404]);
    // Whoever has a network of IPv6 has all of its addresses.
    const wandering = times(5, (n) => read(service, { 'X-Forwarded-For': `2001:db8::${n}` }));
    expect(await statuses(wandering)).toEqual([404, 404, 404, 404, 429]);
  });

  it('require the proxy’s secret when one is set', async () => {
    const service = await start({ ...PROXY, TRUSTED_PROXY_SECRET: 'only-the-gateway-knows' });
    const seenBy = (secret: Record<string, string>) => (n: number) =>
      read(service, { 'X-Forwarded-For': `203.0.113.${n}`, ...secret });
    const known = times(5, seenBy({ 'X-Proxy-Secret': 'only-the-gateway-knows' }));
    expect(await statuses(known)).toEqual([404, 404, 404, 404, 404]);
    const guessed = times(5, seenBy({ 'X-Proxy-Secret': 'a-guess' }));
    expect(await statuses(guessed)).toEqual([404, 404, 404, 404, 429]);
    expect(await statuses(times(1, seenBy({})))).toEqual([429]);
  });

  it('ignore forwarded values that are not addresses', async () => {
    const service = await start(PROXY);
    const named = (n: number) => read(service, { 'X-Forwarded-For': `somebody-${n}` });
    expect(await statuses(times(5, named))).toEqual([404, 404, 404, 404, 429]);
  });

  it('count the networks of a site together, with the limit of sixteen networks', async () => {
    const service = await start({ ...PROXY, RATE_LIMIT_READ: '1' });
    const from = (n: number) => () =>
      read(service, { 'X-Forwarded-For': `2001:db8:1:${n.toString(16)}::1` });
    const seen = await statuses(Array.from({ length: 18 }, (_, n) => from(n)));
    expect(seen).toEqual([...Array.from({ length: 16 }, () => 404), 429, 429]);
    expect(await statuses([() => read(service, { 'X-Forwarded-For': '2001:db8:2::1' })])).toEqual([
      404,
    ]);
  });

  it('are enforced by each process while Redis is unavailable', async () => {
    const service = await start();
    expect((await read(service)).status).toBe(404);
    await service.get(Redis).client.disconnect();
    expect(await statuses(times(5, () => read(service)))).toEqual([404, 404, 404, 404, 429]);
  });

  it('are enforced by a service that has never reached Redis', async () => {
    const service = await start({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await statuses(times(5, () => read(service)))).toEqual([404, 404, 404, 404, 429]);
  });

  it('do not apply to operational routes', async () => {
    const service = await start();
    await statuses(times(5, () => read(service)));
    for (const path of ['/health/live', '/health/ready', '/metrics', '/docs', '/openapi.json']) {
      const response = await service.http.get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers['ratelimit']).toBeUndefined();
    }
  });

  it('can be disabled, and then have no headers', async () => {
    const service = await start({ RATE_LIMIT_READ: '0' });
    const responses = await Promise.all(Array.from({ length: 20 }, () => read(service)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([404]));
    expect(responses[0]?.headers['ratelimit']).toBeUndefined();
  });

  it('are documented, with their headers and the class of each operation', async () => {
    const service = await start();
    const { body } = await service.http.get('/openapi.json');
    const change = body.paths['/api/v1/notes/{id}'].patch;
    expect(change['x-rate-limit']).toBe('sensitive');
    expect(body.paths['/api/v1/notes'].post['x-rate-limit']).toBe('write');
    expect(change.responses['429']).toEqual({ $ref: '#/components/responses/TooManyRequests' });
    expect(Object.keys(body.components.responses.TooManyRequests.headers)).toEqual([
      'Content-Language',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
    ]);
  });
});
