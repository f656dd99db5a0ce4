import { connect } from 'node:net';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import Fastify, { type FastifyInstance } from 'fastify';
import { RouteNotFound, edgeServerOptions, frameworkFailure, protect, sendProblem } from '../src';

/** The responses of an HTTP process before and beside its routes. */
describe('the edge of an HTTP process', () => {
  let server: FastifyInstance;
  let port: number;

  beforeAll(async () => {
    const settings = {
      requestTimeoutMs: 300,
      trustedProxies: [],
      nodeEnv: 'test',
      corsOrigins: [],
    };
    server = Fastify({ ...edgeServerOptions(settings), bodyLimit: 1000 });
    server.setErrorHandler((error, request, reply) => {
      const failure = frameworkFailure(error);
      if (!failure) throw error;
      return sendProblem(failure, request, reply);
    });
    await protect(server, {
      ...settings,
      policy: 'api',
      isLong: ({ url }) => url === '/files',
      isDraining: () => false,
    });
    server.setNotFoundHandler((request, reply) => sendProblem(new RouteNotFound(), request, reply));
    server.get('/things', () => ({ things: [] }));
    server.post('/things', () => ({ made: true }));
    server.addContentTypeParser('application/octet-stream', (_request, payload, done) => {
      buffer(payload).then((body) => done(null, body), done);
    });
    server.post<{ Body: Buffer }>('/files', ({ body }) => ({ received: body.length }));
    server.get('/things/mine', () => ({ mine: true }));
    server.patch('/things/:id', () => ({ changed: true }));
    server.get('/names/:name', ({ params }) => params);
    port = Number(new URL(await server.listen({ port: 0, host: '127.0.0.1' })).port);
  });

  afterAll(() => server.close());

  /**
   * Writes bytes to a connection of its own; a number is a pause, in milliseconds.
   * @returns everything that comes back until it ends
   */
  async function exchange(...parts: (string | Buffer | number)[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (part: Buffer) => {
      text += part.toString();
    });
    // A reset is an end as well; what came before it is what counts.
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    for (const part of parts) {
      if (typeof part === 'number') await pause(part);
      else socket.write(part);
    }
    await closed;
    return text;
  }

  function problemIn(text: string): { status: number; code: string } {
    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    expect(head).toMatch(/content-security-policy: default-src 'self'/i);
    expect(head).toMatch(/x-content-type-options: nosniff/i);
    const { status, code } = JSON.parse(body) as { status: number; code: string };
    expect(head).toContain(`HTTP/1.1 ${status} `);
    return { status, code };
  }

  const get = (path: string): string =>
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;

  it.each([
    ['no HTTP', 'HELLO\r\n\r\n', 400, 'request.malformed'],
    [
      'a header of 17 KB',
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(17_000)}\r\n\r\n`,
      431,
      'request.headers_too_large',
    ],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request.malformed'],
    ['a broken escape', get('/things/%ZZ'), 400, 'request.malformed'],
    ['an escape that is not UTF-8', get('/things/%FF'), 400, 'request.malformed'],
    ['an escape that is not UTF-8 in the query', get('/things?q=%FF'), 400, 'request.malformed'],
    ['an encoded dot segment', get('/things/%2e%2E/x'), 400, 'request.malformed'],
    ['a dot segment before an encoded slash', get('/things/..%2Fx'), 400, 'request.malformed'],
    ['a dot segment before an encoded backslash', get('/things/..%5cx'), 400, 'request.malformed'],
    ['a plain dot segment', get('/things/./mine'), 400, 'request.malformed'],
    ['NUL', get('/things/mine%00'), 400, 'request.malformed'],
    ['nothing', get('/nothing'), 404, 'request.route_not_found'],
  ])('responds to %s with a problem', async (_what, bytes, status, code) => {
    expect(problemIn(await exchange(bytes))).toEqual({ status, code });
  });

  it('leaves it to the route how long a part of an address may be', async () => {
    const name = 'x'.repeat(16_000);
    expect(await exchange(get(`/names/${name}`))).toContain(JSON.stringify({ name }));
    const other = await exchange(get(`/names/${name}`).replace('GET', 'PUT'));
    expect(problemIn(other)).toEqual({ status: 405, code: 'request.method_not_allowed' });
  });

  it('accepts dots that are part of a name', async () => {
    const response = await server.inject({ method: 'PATCH', url: '/things/a..b%2e' });
    expect(response.statusCode).toBe(200);
  });

  it.each([
    ['DELETE', '/things', 'GET, HEAD, POST'],
    ['POST', '/things/mine', 'GET, HEAD, PATCH'],
    ['GET', '/things/7?x=1', 'PATCH'],
    ['TRACE', '/things', 'GET, HEAD, POST'],
  ] as const)('lists the methods other than %s at %s', async (method, url, allow) => {
    const bytes = `${method} ${url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const text = await exchange(bytes);
    expect(problemIn(text)).toEqual({ status: 405, code: 'request.method_not_allowed' });
    expect(text).toMatch(new RegExp(`\r\nallow: ${allow}\r\n`, 'i'));
  });

  it.each(['close', 'keep-alive'])(
    'responds to a body that is too large without resetting the connection (Connection: %s)',
    async (connection) => {
      const length = 3_000_000;
      const head = (size: number, last: string): string =>
        `POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${size}\r\nConnection: ${last}\r\n\r\n`;
      const text = await exchange(
        head(length, connection),
        Buffer.alloc(length, 0x20),
        ...(connection === 'close' ? [] : [`${head(2, 'close')}{}`]),
      );
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
      expect(statuses).toEqual(connection === 'close' ? ['413'] : ['413', '200']);
    },
  );

  it.each([
    ['headers', 'POST /things HTTP/1.1\r\nHost: x\r\n'],
    [
      'a body',
      'POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
  ])('aborts %s that do not arrive in time', async (_what, bytes) => {
    expect(problemIn(await exchange(bytes))).toEqual({ status: 408, code: 'request.too_slow' });
  });

  const fileOf = (length: number): string =>
    `POST /files HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;

  it('lets a file take longer, as long as it keeps arriving', async () => {
    const pieces = Array.from({ length: 8 }, () => 'x'.repeat(10));
    const text = await exchange(fileOf(80), ...pieces.flatMap((piece) => [100, piece]));
    expect(text).toContain('{"received":80}');
  });

  it('ends a file that stops arriving', async () => {
    const text = await exchange(fileOf(80), 'x');
    expect(problemIn(text)).toEqual({ status: 408, code: 'request.too_slow' });
  });

  it('adds nothing to a started response when the rejected body is too slow', async () => {
    const head =
      'POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{';
    const text = await exchange(head);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['413']);
  });

  it('ignores unknown expectations', async () => {
    const text = await exchange(get('/things').replace('Host', 'Expect: a-miracle\r\nHost'));
    expect(text).toContain('HTTP/1.1 200');
  });
});
