import { Writable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';

describe('a faulty service', () => {
  const started: FastifyInstance[] = [];
  let gateway: FastifyInstance;
  let requested: string[];
  let log: string[];

  beforeAll(async () => {
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log.push(...chunk.toString().trim().split('\n'));
        done();
      },
    });
    const settings = GatewaySettings.load({
      ORDER_SERVICE_URL: await responding((reply) =>
        reply.status(503).header('retry-after', '7').send({ code: 'its.own' }),
      ),
      QUIZ_SERVICE_URL: await responding(() => new Promise<never>(() => undefined)),
      REVIEW_SERVICE_URL: await responding((reply) => reply.send('no document')),
      // Long enough for the services that do respond, however busy the machine is.
      UPSTREAM_TIMEOUT_MS: '1000',
    });
    gateway = await createGateway(
      settings,
      createLogger({ service: 'gateway', level: 'warn', destination }),
    );
  });

  afterAll(async () => {
    await gateway.close();
    for (const one of started) {
      one.server.closeAllConnections();
      await one.close();
    }
  });

  beforeEach(() => {
    requested = [];
    log = [];
  });

  /** Starts a service that has one response to everything. @returns where it is */
  function responding(response: (reply: FastifyReply) => unknown): Promise<string> {
    const upstream = Fastify();
    upstream.all('/*', (request, reply) => {
      requested.push(`${request.method} ${request.url}`);
      return response(reply);
    });
    started.push(upstream);
    return upstream.listen({ port: 0, host: '127.0.0.1' });
  }

  function lines(): { level: string; msg: string; target?: string }[] {
    return log.map((line) => JSON.parse(line) as { level: string; msg: string });
  }

  it('is called once, and its rejection is forwarded unchanged', async () => {
    const response = await gateway.inject({ url: '/api/v1/orders' });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '7']);
    expect(response.json()).toEqual({ code: 'its.own' });
    expect(requested).toEqual(['GET /api/v1/orders']);
    expect(lines()).toEqual([]);
  });

  it('has no document when it refuses to serve one', async () => {
    const response = await gateway.inject({ url: '/docs/openapi/order.json' });
    expect([response.statusCode, response.json().code]).toEqual([503, 'upstream.unavailable']);
    expect(requested).toEqual(['GET /openapi.json']);
  });

  it.each(['GET', 'POST'] as const)(
    'is aborted when it does not respond, on %s',
    async (method) => {
      const response = await gateway.inject({ method, url: '/api/v1/quizzes' });
      expect(response.statusCode).toBe(503);
      expect(response.headers['retry-after']).toBe('2');
      expect(response.json()).toMatchObject({ code: 'upstream.unavailable', status: 503 });
      expect(requested).toEqual([`${method} /api/v1/quizzes`]);
      expect(lines()).toMatchObject([{ level: 'warn', target: 'quiz' }]);
    },
  );

  it('has no document when it does not respond', async () => {
    const response = await gateway.inject({ url: '/docs/openapi/quiz.json' });
    expect([response.statusCode, response.json().code]).toEqual([503, 'upstream.unavailable']);
  });

  it('with an unreadable document results in a 500 that is logged and discloses nothing', async () => {
    const response = await gateway.inject({ url: '/docs/openapi/review.json' });
    expect(response.statusCode).toBe(500);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({ code: 'internal.error', status: 500 });
    expect(response.body).not.toMatch(/JSON|no document/);
    expect(lines()).toMatchObject([{ level: 'error', msg: 'request failed' }]);
  });
});
