import type { FastifyInstance } from 'fastify';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext } from '@course-plateform/common/kernel';
import type { Logger, Metrics } from '@course-plateform/common/observability';
import type { Readiness } from './health';
import { contextOf } from './request-context.hook';

/** Operations are asked all the time and say nothing about users. */
const NOT_LOGGED = /^\/(health|metrics|docs|openapi\.json)/;

/** Writes one line and one measurement for each request, by route template, without query or body. */
export function observeRequests(
  fastify: FastifyInstance,
  logger: Logger,
  metrics: Metrics,
  readiness: Readiness,
): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (readiness.draining) void reply.header('connection', 'close');
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const seconds = reply.elapsedTime / 1000;
    metrics.observeHttp({ method: request.method, route, status: reply.statusCode, seconds });
    const context = contextOf(request);
    if (context && !NOT_LOGGED.test(request.url)) {
      const userId = context.get(CALLER)?.userId;
      const fields = {
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        ...(userId === undefined ? {} : { userId }),
      };
      RequestContext.run(context, () => logger.info(fields, 'request'));
    }
    done();
  });
}
