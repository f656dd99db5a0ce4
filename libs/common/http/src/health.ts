import type { MikroORM } from '@mikro-orm/core';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '@course-plateform/common/observability';
import type { OptionalDependencies } from './optional-dependencies';

/** What readiness depends on: the service's database and NATS. */
export interface Readiness {
  /** True during the shutdown: the service still works, but should get no new requests. */
  draining: boolean;
  readonly checks: Readonly<Record<string, () => Promise<boolean> | boolean>>;
  /** What it works without, in part. */
  readonly optional: OptionalDependencies;
}

/** Registers the health and metrics routes: unversioned, on the service's own port, not routed by the ingress. */
export function operationRoutes(
  fastify: FastifyInstance,
  readiness: Readiness,
  metrics: Metrics,
): void {
  metrics.collectGauge({
    name: 'dependency_up',
    help: 'Whether a store, broker or scanner that this service uses responds',
    labelNames: ['dependency'],
    collect: async () =>
      Object.entries({ ...(await readiness.optional.states()), ...(await runChecks(readiness)) })
        .filter(([, state]) => state !== 'off')
        .map(([dependency, state]) => ({
          labels: { dependency },
          value: state === 'up' ? 1 : 0,
        })),
  });
  fastify.get('/health/live', () => ({ status: 'up' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const [checks, optional] = await Promise.all([
      runChecks(readiness),
      readiness.optional.states(),
    ]);
    const up = !readiness.draining && Object.values(checks).every((state) => state === 'up');
    return reply
      .status(up ? 200 : 503)
      .send({ status: readiness.draining ? 'draining' : up ? 'up' : 'down', checks, optional });
  });
  fastify.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.render()),
  );
}

/** The readiness check of the database. */
export function databaseCheck(orm: MikroORM): () => Promise<boolean> {
  return () => orm.checkConnection().then((state) => state.ok);
}

async function runChecks(readiness: Readiness): Promise<Record<string, 'up' | 'down'>> {
  const states = await Promise.all(
    Object.entries(readiness.checks).map(async ([name, check]) => {
      const up = await Promise.resolve(check()).catch(() => false);
      return [name, up ? 'up' : 'down'] as const;
    }),
  );
  return Object.fromEntries(states);
}
