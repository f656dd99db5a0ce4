import { Writable } from 'node:stream';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { createLogger } from '@course-plateform/common/observability';
import { GatewaySettings } from '../src/env';
import { createGateway } from '../src/gateway';

describe('a service that is there and of no use', () => {
  const started: FastifyInstance[] = [];
  let gateway: FastifyInstance;
  let asked: string[];
  let log: string[];

  beforeAll(async () => {
    const destination = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log.push(...chunk.toString().trim().split('\n'));
        done();
      },
    });
    const settings = GatewaySettings.load({
      ORDER_SERVICE_URL: await answering((reply) =>
        reply.status(503).header('retry-after', '7').send({ code: 'its.own' }),
      ),
      QUIZ_SERVICE_URL: await answering(() => new Promise<never>(() => undefined)),
      REVIEW_SERVICE_URL: await answering((reply) => reply.send('no document')),
      UPSTREAM_TIMEOUT_MS: '100',
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
    asked = [];
    log = [];
  });

  /** Starts a service that has one answer to everything. @returns where it is */
  function answering(answer: (reply: FastifyReply) => unknown): Promise<string> {
    const upstream = Fastify();
    upstream.all('/*', (request, reply) => {
      asked.push(`${request.method} ${request.url}`);
      return answer(reply);
    });
    started.push(upstream);
    return upstream.listen({ port: 0, host: '127.0.0.1' });
  }

  function lines(): { level: string; msg: string; target?: string }[] {
    return log.map((line) => JSON.parse(line) as { level: string; msg: string });
  }

  it('is asked once, and its own refusal is passed on as it is', async () => {
    const answer = await gateway.inject({ url: '/api/v1/orders' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '7']);
    expect(answer.json()).toEqual({ code: 'its.own' });
    expect(asked).toEqual(['GET /api/v1/orders']);
    expect(lines()).toEqual([]);
  });

  it('has no document when it refuses to give one', async () => {
    const answer = await gateway.inject({ url: '/docs/openapi/order.json' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'neighbour.unavailable']);
    expect(asked).toEqual(['GET /openapi.json']);
  });

  it.each(['GET', 'POST'] as const)('is given up when it is silent, on %s', async (method) => {
    const answer = await gateway.inject({ method, url: '/api/v1/quizzes' });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json()).toMatchObject({ code: 'neighbour.unavailable', status: 503 });
    expect(asked).toEqual([`${method} /api/v1/quizzes`]);
    expect(lines()).toMatchObject([{ level: 'warn', target: 'quiz' }]);
  });

  it('has no document either when it is silent', async () => {
    const answer = await gateway.inject({ url: '/docs/openapi/quiz.json' });
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'neighbour.unavailable']);
  });

  it('is a failure of ours when it makes no sense: logged, and told to nobody', async () => {
    const answer = await gateway.inject({ url: '/docs/openapi/review.json' });
    expect(answer.statusCode).toBe(500);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'internal.error', status: 500 });
    expect(answer.body).not.toMatch(/JSON|no document/);
    expect(lines()).toMatchObject([{ level: 'error', msg: 'request failed' }]);
  });
});
