import { type FastifyInstance, fastify } from 'fastify';
import { sendProblem } from './send-problem';
import { allowOrigins } from './browser-origins';
import { RouteNotFound } from './errors';

const SHOP = 'https://shop.example.com';

describe('cross-origin requests', () => {
  let server: FastifyInstance | undefined;

  afterEach(() => server?.close());

  async function send(nodeEnv: string, corsOrigins: readonly string[], origin: string) {
    server = fastify();
    await allowOrigins(server, { nodeEnv, corsOrigins });
    server.get('/', () => ({}));
    return (await server.inject({ url: '/', headers: { origin } })).headers;
  }

  it.each([
    'http://localhost',
    'http://localhost:5173',
    'https://127.0.0.1:8443',
    'http://[::1]:3000',
  ])('are allowed in development from this machine: %s', async (origin) => {
    const headers = await send('development', [], origin);
    expect(headers['access-control-allow-origin']).toBe(origin);
  });

  it.each(['http://localhost.example.com', 'http://localhost:123456', 'null'])(
    'are blocked in development from other origins: %s',
    async (origin) => {
      const headers = await send('development', [], origin);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('are allowed in production from the configured origins, which can read our headers', async () => {
    const headers = await send('production', [SHOP], SHOP);
    expect(headers['access-control-allow-origin']).toBe(SHOP);
    expect(headers['access-control-expose-headers']).toBe(
      'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, Content-Language, Allow, Deprecation, Sunset, traceparent, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, Upload-Offset, Upload-Length, Upload-Expires',
    );
    const local = await send('production', [SHOP], 'http://localhost:5173');
    expect(local['access-control-allow-origin']).toBeUndefined();
  });

  it('get no CORS headers when no origin is allowed', async () => {
    const headers = await send('production', [], SHOP);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('vary');
  });
});

describe('sendProblem', () => {
  it('sends the problem in the request’s language, with Retry-After', async () => {
    const server = fastify();
    server.get('/', (request, reply) =>
      sendProblem(new RouteNotFound({ retryAfter: 3 }), request, reply),
    );
    const { statusCode, headers } = await server.inject({
      url: '/',
      headers: { 'accept-language': 'fr' },
    });
    await server.close();
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({
      'retry-after': '3',
      'content-language': 'fr',
      'cache-control': 'no-store',
      'content-type': expect.stringContaining('application/problem+json'),
      vary: 'Accept-Language, Origin',
    });
  });
});
