import { type FastifyInstance, fastify } from 'fastify';
import { Metrics } from '@course-plateform/common/observability';
import { type Readiness, operationRoutes } from './health';
import { OptionalDependencies } from './optional-dependencies';

describe('operationRoutes', () => {
  let server: FastifyInstance;
  let states: { database: boolean; nats: boolean };
  let readiness: Readiness;

  beforeEach(() => {
    server = fastify();
    states = { database: true, nats: true };
    readiness = {
      draining: false,
      checks: {
        database: () =>
          states.database ? Promise.resolve(true) : Promise.reject(new Error('away')),
        nats: () => states.nats,
      },
      optional: new OptionalDependencies(),
    };
    operationRoutes(server, readiness, new Metrics({ processMetrics: false }));
  });

  afterEach(() => server.close());

  async function ready(): Promise<unknown[]> {
    const response = await server.inject('/health/ready');
    return [response.statusCode, response.json()];
  }

  it('report ready when all dependencies are available', async () => {
    expect(await ready()).toEqual([
      200,
      { status: 'up', checks: { database: 'up', nats: 'up' }, optional: {} },
    ]);
    states.database = false;
    expect(await ready()).toEqual([
      503,
      { status: 'down', checks: { database: 'down', nats: 'up' }, optional: {} },
    ]);
    expect((await server.inject('/health/live')).json()).toEqual({ status: 'up' });
  });

  it('report a draining service as not ready', async () => {
    readiness.draining = true;
    expect(await ready()).toEqual([
      503,
      { status: 'draining', checks: { database: 'up', nats: 'up' }, optional: {} },
    ]);
  });

  it('name what a service works without, and stay ready without it', async () => {
    readiness.optional.add('scanner', () => Promise.resolve('off'));
    readiness.optional.add('storage', () => Promise.reject(new Error('away')));
    readiness.optional.add('search', () => new Promise(() => undefined));
    expect(await ready()).toEqual([
      200,
      {
        status: 'up',
        checks: { database: 'up', nats: 'up' },
        optional: { scanner: 'off', storage: 'down', search: 'down' },
      },
    ]);
    const { body } = await server.inject('/metrics');
    expect(body).toContain('dependency_up{dependency="storage"} 0');
    expect(body).not.toContain('dependency="scanner"');
  });

  it('report the dependencies as metrics', async () => {
    states.nats = false;
    const { headers, body } = await server.inject('/metrics');
    expect(headers['content-type']).toContain('text/plain');
    expect(body).toContain('dependency_up{dependency="database"} 1');
    expect(body).toContain('dependency_up{dependency="nats"} 0');
  });
});
