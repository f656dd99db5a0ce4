import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from './client';
import { idempotencyKey, ifMatch } from './headers';
import { allItems } from './paging';
import { ApiError, unwrap } from './problem';

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly language: string | undefined;
  readonly type?: string;
  readonly body: string;
}

describe('the client', () => {
  let server: Server;
  let baseUrl: string;
  let seen: Seen[];
  let refreshes: number;

  beforeEach(async () => {
    seen = [];
    refreshes = 0;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { authorization, 'accept-language': language } = request.headers;
        const path = request.url ?? '';
        const { 'content-type': type } = request.headers;
        seen.push({ path, authorization, language, body, ...(type ? { type } : {}) });
        const [status, answer] = answerTo(path, authorization);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function answerTo(path: string, authorization: string | undefined): [number, unknown] {
    if (path.startsWith('/api/v1/auth/token-refreshes')) {
      refreshes += 1;
      return [201, { accessToken: 'fresh', refreshToken: 'next' }];
    }
    if (path.startsWith('/api/v1/orders')) return [502, 'Bad gateway'];
    if (authorization === 'Bearer old') return [401, problem(401, 'auth.token_expired')];
    if (authorization === undefined) return [401, problem(401, 'auth.token_missing')];
    return [200, { items: [], page: { next: null, limit: 20 } }];
  }

  function problem(status: number, code: string) {
    return { type: `/errors/${code}`, title: code, status, detail: 'No.', code };
  }

  it('sends token and language, and gives the body', async () => {
    const client = createClient({ baseUrl, token: () => 'good', locale: 'fr' });
    const answer = await unwrap(client.GET('/api/v1/enrollments'));
    expect(answer.items).toEqual([]);
    expect(seen).toEqual([
      { path: '/api/v1/enrollments', authorization: 'Bearer good', language: 'fr', body: '' },
    ]);
  });

  it('sends a file as it is', async () => {
    const photo = new Blob(['bytes'], { type: 'image/png' });
    await createClient({ baseUrl, token: 'good' }).PUT('/api/v1/users/me/avatar', {
      params: { header: ifMatch({ version: 1 }) },
      headers: { 'content-type': photo.type },
      body: photo,
    });
    expect(seen).toMatchObject([{ type: 'image/png', body: 'bytes' }]);
  });

  it('throws the problem of a failed call, by its code', async () => {
    const call = unwrap(createClient({ baseUrl }).GET('/api/v1/enrollments'));
    await expect(call).rejects.toThrow(ApiError);
    await expect(call).rejects.toMatchObject({ code: 'auth.token_missing', status: 401 });
  });

  it('makes a problem of an answer that is not from the platform', async () => {
    const call = unwrap(createClient({ baseUrl, token: 'good' }).GET('/api/v1/orders'));
    await expect(call).rejects.toMatchObject({ code: 'http.unexpected_answer', status: 502 });
  });

  it('renews an expired token once for all calls that met it, and repeats them with their bodies', async () => {
    const renewed: string[] = [];
    const client = createClient({
      baseUrl,
      token: 'old',
      refresh: {
        refreshToken: 'first',
        onTokens: ({ refreshToken }) => renewed.push(refreshToken),
      },
    });
    const body = { courseId: 'c', stars: 5, text: 'Good.' };
    const [read, write] = await Promise.all([
      client.GET('/api/v1/enrollments'),
      client.POST('/api/v1/reviews', { body }),
    ]);
    expect([read.response.status, write.response.status]).toEqual([200, 200]);
    expect(refreshes).toBe(1);
    expect(renewed).toEqual(['next']);
    const repeated = seen.filter(({ authorization }) => authorization === 'Bearer fresh');
    expect(repeated.map(({ path }) => path).sort()).toEqual([
      '/api/v1/enrollments',
      '/api/v1/reviews',
    ]);
    expect(JSON.parse(repeated.find(({ path }) => path.endsWith('reviews'))?.body ?? '')).toEqual(
      body,
    );
  });

  it('does not renew for any other refusal', async () => {
    const client = createClient({
      baseUrl,
      refresh: { refreshToken: 'first', onTokens: () => undefined },
    });
    expect((await client.GET('/api/v1/enrollments')).response.status).toBe(401);
    expect(refreshes).toBe(0);
  });

  it('walks a cursor list to its end', async () => {
    const pages = new Map([
      [undefined, { items: [1, 2], page: { next: 'a' } }],
      ['a', { items: [], page: { next: 'b' } }],
      ['b', { items: [3], page: { next: null } }],
    ]);
    const items: number[] = [];
    const fetchPage = (cursor: string | undefined) =>
      Promise.resolve(pages.get(cursor) ?? { items: [], page: { next: null } });
    for await (const item of allItems<number>(fetchPage)) items.push(item);
    expect(items).toEqual([1, 2, 3]);
  });

  it('makes the headers of safe repeats and changes', () => {
    expect(idempotencyKey()).not.toEqual(idempotencyKey());
    expect(ifMatch({ version: 7 })).toEqual({ 'If-Match': '"7"' });
  });
});
