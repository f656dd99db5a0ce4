import { request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { once } from 'node:events';
import Fastify, { type FastifyInstance } from 'fastify';
import { edgeServerOptions, protect } from '@course-plateform/common/edge';
import { createLogger } from '@course-plateform/common/observability';
import { SERVICES } from '@course-plateform/types/platform';
import { GatewaySettings, addressSetting } from '../src/env';
import { createGateway } from '../src/gateway';

const MEBIBYTE = 1_048_576;

/** What only a real connection shows: headers of the connection, early responses, bodies that are not read. */
describe('a proxied connection', () => {
  let upstream: FastifyInstance;
  let gateway: FastifyInstance;
  let port: number;

  beforeAll(async () => {
    const settings = GatewaySettings.load({});
    upstream = Fastify({ ...edgeServerOptions(settings), bodyLimit: MEBIBYTE });
    await protect(upstream, {
      ...settings,
      policy: 'api',
      isLong: () => false,
      isDraining: () => false,
    });
    upstream.removeAllContentTypeParsers();
    upstream.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
    upstream.all('/api/*', (incoming, reply) =>
      reply
        .header('keep-alive', 'timeout=3')
        .header('x-upstream', 'yes')
        .send({
          headers: incoming.headers,
          bytes: Buffer.isBuffer(incoming.body) ? incoming.body.length : 0,
        }),
    );
    const address = await upstream.listen({ port: 0, host: '127.0.0.1' });
    const addresses = Object.fromEntries(
      SERVICES.map(({ name }) => [addressSetting(name), address]),
    );
    const logger = createLogger({ service: 'gateway', level: 'silent' });
    gateway = await createGateway({ ...settings, ...addresses }, logger);
    port = Number(new URL(await gateway.listen({ port: 0, host: '127.0.0.1' })).port);
  });

  afterAll(async () => {
    await gateway.close();
    await upstream.close();
  });

  /** Sends a request the way Node does. */
  async function send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body = Buffer.alloc(0),
  ): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
    const outgoing = request({ port, host: '127.0.0.1', method, path, headers, agent: false });
    const responded = once(outgoing, 'response') as Promise<[import('node:http').IncomingMessage]>;
    // A response may come, and the connection end, before everything is written.
    outgoing.on('error', () => undefined);
    outgoing.end(body);
    const [response] = await responded;
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(parts).toString(),
    };
  }

  it.each([
    ['Keep-Alive', 'timeout=5'],
    ['Proxy-Connection', 'keep-alive'],
    ['Proxy-Authorization', 'Basic eHg6eXk='],
    ['TE', 'trailers'],
    ['Trailer', 'X-Sum'],
    ['Upgrade', 'h2c'],
    ['Expect', '100-continue'],
  ])('does not forward the hop-by-hop header %s', async (name, value) => {
    const response = await send('POST', '/api/v1/users', { [name]: value, 'X-Own': 'stays' });
    expect(response.status).toBe(200);
    const { headers } = JSON.parse(response.body) as { headers: Record<string, string> };
    expect(headers).not.toHaveProperty(name.toLowerCase());
    expect(headers['x-own']).toBe('stays');
  });

  it.each(['%2e%2e/orders', '../orders', '..\\orders', '%2E/x', 'x%00'])(
    'rejects /api/v1/courses/%s, which could reach another service',
    async (path) => {
      const response = await send('GET', `/api/v1/courses/${path}`, {});
      expect([response.status, response.headers['content-type']]).toEqual([
        400,
        'application/problem+json; charset=utf-8',
      ]);
      expect(JSON.parse(response.body)).toMatchObject({ code: 'request.malformed' });
    },
  );

  it('drops headers named by the Connection header', async () => {
    const response = await send('GET', '/api/v1/users', {
      Connection: 'close, X-Hop',
      'X-Hop': '1',
    });
    const { headers } = JSON.parse(response.body) as { headers: Record<string, string> };
    expect(headers).not.toHaveProperty('x-hop');
  });

  it('does not forward the service’s own connection headers', async () => {
    const { headers } = await send('GET', '/api/v1/users', { Connection: 'keep-alive' });
    expect(headers['x-upstream']).toBe('yes');
    expect(headers['keep-alive']).not.toBe('timeout=3');
  });

  it.each(['/api/v1/users', '/api/v1/unknown', '/errors/order.not_found'])(
    'lets a page on another local port call %s',
    async (path) => {
      const origin = 'http://localhost:5173';
      const requested = await send('OPTIONS', path, {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization',
      });
      expect(requested.status).toBe(204);
      expect(requested.headers['access-control-allow-origin']).toBe(origin);
      const response = await send('GET', path, { Origin: origin });
      expect(response.headers['access-control-allow-origin']).toBe(origin);
      const stranger = await send('GET', path, { Origin: 'https://elsewhere.example' });
      expect(stranger.headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('accepts an upload that expects 100 Continue', async () => {
    const body = Buffer.alloc(MEBIBYTE - 1, 7);
    const outgoing = request({
      port,
      host: '127.0.0.1',
      method: 'PUT',
      path: '/api/v1/users/me/avatar',
      headers: {
        Expect: '100-continue',
        'Content-Type': 'image/png',
        'Content-Length': body.length,
      },
    });
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    const parts: Buffer[] = [];
    for await (const part of response) parts.push(part as Buffer);
    expect(JSON.parse(Buffer.concat(parts).toString())).toMatchObject({ bytes: body.length });
  });

  it.each([
    ['GET', 'application/json'],
    ['HEAD', 'application/json'],
    ['DELETE', 'application/json'],
    ['POST', ''],
  ])('forwards %s with a body of type "%s"', async (method, type) => {
    const headers = { 'Content-Length': '2', ...(type ? { 'Content-Type': type } : {}) };
    const response = await send(method, '/api/v1/users', headers, Buffer.from('{}'));
    expect(response.status).toBe(200);
  });

  it.each([
    ['3 MB of JSON', 'application/json', 3 * MEBIBYTE],
    ['20 MB of picture', 'image/png', 20 * MEBIBYTE],
  ])('always forwards the service’s 413 to %s', async (_what, type, size) => {
    const body = Buffer.alloc(size, 0x20);
    for (let attempt = 0; attempt < 12; attempt += 1) {
      for (const connection of ['keep-alive', 'close']) {
        const headers = { 'Content-Type': type, Connection: connection };
        const response = await send('POST', '/api/v1/users', headers, body);
        expect([attempt, connection, response.status]).toEqual([attempt, connection, 413]);
      }
    }
  });

  it('serves the next request after a body that was too large', async () => {
    const socket = connect(port, '127.0.0.1');
    const read = responsesOf(socket);
    const head = (length: number): string =>
      `POST /api/v1/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
    socket.write(head(3 * MEBIBYTE));
    socket.write(Buffer.alloc(3 * MEBIBYTE, 0x20));
    socket.write(`${head(2)}{}`);
    const closed = once(socket, 'close').then(() => 'closed');
    await Promise.race([read(2), closed]);
    const statuses = await read(1);
    expect(statuses[0]).toBe('413');
    // Either the connection ends, and the client opens another, or the next request is served.
    if (statuses.length > 1) expect(statuses[1]).toBe('200');
    else expect(await closed).toBe('closed');
    socket.destroy();
  });
});

/** Reads the status of each response on a connection. @returns waits until there are that many */
function responsesOf(socket: Socket): (count: number) => Promise<string[]> {
  let text = '';
  const statuses = (): string[] =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');
  socket.on('data', (part: Buffer) => {
    text += part.toString('latin1');
  });
  return async (count) => {
    while (statuses().length < count) await once(socket, 'data');
    return statuses();
  };
}
