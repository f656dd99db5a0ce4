import { type FastifyInstance, fastify } from 'fastify';
import { sendProblem } from './answer';
import { allowOrigins } from './browser-origins';
import { RouteNotFound } from './errors';

const SHOP = 'https://shop.example.com';

describe('pages of other origins', () => {
  let server: FastifyInstance | undefined;

  afterEach(() => server?.close());

  async function ask(nodeEnv: string, corsOrigins: readonly string[], origin: string) {
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
  ])('may call in development from this machine: %s', async (origin) => {
    const headers = await ask('development', [], origin);
    expect(headers['access-control-allow-origin']).toBe(origin);
  });

  it.each(['http://localhost.example.com', 'http://localhost:123456', 'null'])(
    'may not call in development from elsewhere: %s',
    async (origin) => {
      const headers = await ask('development', [], origin);
      expect(headers['access-control-allow-origin']).toBeUndefined();
    },
  );

  it('may call in production from the origins that are named, and read our headers', async () => {
    const headers = await ask('production', [SHOP], SHOP);
    expect(headers['access-control-allow-origin']).toBe(SHOP);
    expect(headers['access-control-expose-headers']).toBe(
      'ETag, Location, Retry-After, RateLimit, RateLimit-Policy, Idempotency-Replayed, Content-Language, Allow, traceparent',
    );
    const local = await ask('production', [SHOP], 'http://localhost:5173');
    expect(local['access-control-allow-origin']).toBeUndefined();
  });

  it('hear nothing where no origin may call', async () => {
    const headers = await ask('production', [], SHOP);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers).not.toHaveProperty('vary');
  });
});

describe('sendProblem', () => {
  it('says it in the language of the request, and when to try again', async () => {
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
