import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { compressResponses, edgeServerOptions, protect } from '@course-plateform/common/edge';
import { Logger, Metrics, Tracing } from '@course-plateform/common/observability';
import { completeAnswers } from './answer.hooks';
import { readBodies } from './body-parser';
import { type Readiness, operationRoutes } from './health';
import { HttpSettings } from './http.settings';
import { IdempotencyStore } from './idempotency.store';
import { ProblemFilter } from './problem.filter';
import { openRequestContext } from './request-context.hook';
import { observeRequests } from './request-log.hook';
import { versionRoutes } from './unversioned';

/** Nest sets its error handler too late for a service whose GraphQL module boots Fastify first: ours is there before. */
class ServiceAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.instance;
  }
}

/** The server of a service, with its limits of time and size. */
export function httpAdapter(settings: HttpSettings): FastifyAdapter {
  return new ServiceAdapter({
    ...edgeServerOptions(settings),
    bodyLimit: settings.bodyLimitBytes,
  });
}

/**
 * Gives an application of `HttpModule` what every route promises around its handler: addresses, bodies, the context of a
 * request, its line in the log, the protection of the edge, entity tags, kept answers, compression, health. Call it
 * before the application is initialized.
 */
export async function prepareHttp(
  app: NestFastifyApplication,
  readiness: Readiness,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const settings = app.get(HttpSettings);
  versionRoutes(app);
  const problems = app.get(ProblemFilter);
  fastify.setErrorHandler((error, request, reply) => problems.answer(error, request, reply));
  readBodies(app, settings.bodyLimitBytes);
  const [logger, metrics, tracing] = [app.get(Logger), app.get(Metrics), app.get(Tracing)];
  openRequestContext(fastify, tracing);
  observeRequests(fastify, { logger, metrics, tracing }, readiness);
  await protect(fastify, {
    policy: 'api',
    nodeEnv: settings.nodeEnv,
    corsOrigins: settings.corsOrigins,
    trustedProxySecret: settings.trustedProxySecret,
    isDraining: () => readiness.draining,
  });
  completeAnswers(fastify, app.get(IdempotencyStore));
  await compressResponses(fastify);
  operationRoutes(fastify, readiness, metrics);
}
