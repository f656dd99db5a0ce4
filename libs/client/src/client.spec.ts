import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from './client';
import { idempotencyKey, ifMatch } from './headers';
import { ApiError, unwrap, withResponse } from './problem';

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
        const [status, respond] = responseTo(path, authorization);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(typeof respond === 'string' ? respond : JSON.stringify(respond));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function responseTo(path: string, authorization: string | undefined): [number, unknown] {
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

  it('sends token and language, and returns the body', async () => {
    const client = createClient({ baseUrl, token: () => 'good', locale: 'fr' });
    const respond = await unwrap(client.GET('/api/v1/enrollments'));
    expect(respond.items).toEqual([]);
    expect(seen).toEqual([
      { path: '/api/v1/enrollments', authorization: 'Bearer good', language: 'fr', body: '' },
    ]);
  });

  it('sends a file unchanged', async () => {
    const photo = new Blob(['bytes'], { type: 'image/png' });
    await createClient({ baseUrl, token: 'good' }).PUT('/api/v1/users/me/avatar', {
      params: { header: ifMatch({ version: 1 }) },
      body: photo,
    });
    expect(seen).toMatchObject([{ type: 'image/png', body: 'bytes' }]);
  });

  it('lets a call set another media type for a file', async () => {
    await createClient({ baseUrl, token: 'good' }).PUT('/api/v1/users/me/avatar', {
      params: { header: ifMatch({ version: 1 }) },
      headers: { 'content-type': 'image/webp' },
      body: new Blob(['bytes'], { type: 'image/png' }),
    });
    expect(seen).toMatchObject([{ type: 'image/webp' }]);
  });

  it('reads token and headers from async functions, overridden by those of the call', async () => {
    const client = createClient({
      baseUrl,
      token: () => Promise.resolve('good'),
      headers: () => Promise.resolve({ 'accept-language': 'es' }),
    });
    await unwrap(client.GET('/api/v1/enrollments'));
    await unwrap(client.GET('/api/v1/enrollments', { headers: { 'accept-language': 'ar' } }));
    expect(seen).toMatchObject([
      { authorization: 'Bearer good', language: 'es' },
      { authorization: 'Bearer good', language: 'ar' },
    ]);
  });

  it('sends credentials as configured', async () => {
    const modes: string[] = [];
    const fetch = (request: Request): Promise<Response> => {
      modes.push(request.credentials);
      return Promise.resolve(new Response(null, { status: 204 }));
    };
    await createClient({ baseUrl, fetch, credentials: 'include' }).GET('/api/v1/cart');
    await createClient({ baseUrl, fetch }).GET('/api/v1/cart');
    expect(modes).toEqual(['include', 'same-origin']);
  });

  it('runs middleware, and aborts a call after its timeout', async () => {
    const paths: string[] = [];
    const never = (request: Request): Promise<Response> =>
      new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
      });
    const client = createClient({
      baseUrl,
      fetch: never,
      timeoutMs: 1,
      middleware: [{ onRequest: ({ schemaPath }) => void paths.push(schemaPath) }],
    });
    await expect(client.GET('/api/v1/cart')).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(paths).toEqual(['/api/v1/cart']);
  });

  it('returns undefined for a response without a body', async () => {
    const fetch = (): Promise<Response> => Promise.resolve(new Response(null, { status: 204 }));
    const client = createClient({ baseUrl, fetch });
    const nothing: undefined = await unwrap(client.DELETE('/api/v1/cart'));
    expect(nothing).toBeUndefined();
  });

  it('returns the response with its body', async () => {
    const fetch = (): Promise<Response> =>
      Promise.resolve(Response.json({ id: '1', version: 3 }, { headers: { etag: '"3"' } }));
    const { data, response } = await withResponse(
      createClient({ baseUrl, fetch }).GET('/api/v1/users/me'),
    );
    expect([data.version, response.headers.get('etag')]).toEqual([3, '"3"']);
  });

  it('throws the problem of a failed call, typed by its code', async () => {
    const call = unwrap(createClient({ baseUrl }).GET('/api/v1/enrollments'));
    await expect(call).rejects.toThrow(ApiError);
    await expect(call).rejects.toMatchObject({ code: 'auth.token_missing', status: 401 });
  });

  it('creates a problem for a response that is not from the platform', async () => {
    const call = unwrap(createClient({ baseUrl, token: 'good' }).GET('/api/v1/orders'));
    await expect(call).rejects.toMatchObject({ code: 'http.unexpected_response', status: 502 });
  });

  it('refreshes an expired token once for all calls that got a 401, and repeats them with their bodies', async () => {
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

  it('does not refresh after any other error', async () => {
    const client = createClient({
      baseUrl,
      refresh: { refreshToken: 'first', onTokens: () => undefined },
    });
    expect((await client.GET('/api/v1/enrollments')).response.status).toBe(401);
    expect(refreshes).toBe(0);
  });

  it('creates the headers for safe retries and changes', () => {
    expect(idempotencyKey()).not.toEqual(idempotencyKey());
    expect(ifMatch({ version: 7 })).toEqual({ 'If-Match': '"7"' });
  });
});
