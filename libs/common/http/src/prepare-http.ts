import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { compressResponses, edgeServerOptions, protect } from '@course-plateform/common/edge';
import { Logger, Metrics, Tracing } from '@course-plateform/common/observability';
import { completeResponses } from './response.hooks';
import { readBodies } from './body-parser';
import { type Readiness, operationRoutes } from './health';
import { HttpSettings } from './http.settings';
import { IdempotencyStore } from './idempotency.store';
import { ProblemFilter } from './problem.filter';
import { openRequestContext } from './request-context.hook';
import { observeRequests } from './request-log.hook';
import { streamOf } from './stream-body';
import { versionRoutes } from './unversioned';

/** Sets our error handler early, because a GraphQL module boots Fastify before Nest sets its own. */
class ServiceAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.instance;
  }
}

/** The HTTP server of a service, with its timeouts and limits. */
export function httpAdapter(settings: HttpSettings): FastifyAdapter {
  return new ServiceAdapter({
    ...edgeServerOptions(settings),
    bodyLimit: settings.bodyLimitBytes,
  });
}

/**
 * Installs what surrounds the handlers of an application with `HttpModule`: URL checks, body parsing, request context,
 * request log, edge protection, entity tags, idempotent responses, compression and health. Call it before the
 * application is initialized.
 */
export async function prepareHttp(
  app: NestFastifyApplication,
  readiness: Readiness,
): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const settings = app.get(HttpSettings);
  versionRoutes(app);
  const problems = app.get(ProblemFilter);
  fastify.setErrorHandler((error, request, reply) => problems.respond(error, request, reply));
  readBodies(app, settings.bodyLimitBytes);
  const [logger, metrics, tracing] = [app.get(Logger), app.get(Metrics), app.get(Tracing)];
  openRequestContext(fastify, tracing);
  observeRequests(fastify, { logger, metrics, tracing }, readiness);
  await protect(fastify, {
    policy: 'api',
    nodeEnv: settings.nodeEnv,
    corsOrigins: settings.corsOrigins,
    trustedProxySecret: settings.trustedProxySecret,
    requestTimeoutMs: settings.requestTimeoutMs,
    isLong: ({ routeOptions }) => streamOf(routeOptions.config) !== undefined,
    isDraining: () => readiness.draining,
  });
  completeResponses(fastify, app.get(IdempotencyStore));
  await compressResponses(fastify);
  operationRoutes(fastify, readiness, metrics);
}
