import type { FastifyInstance } from 'fastify';
import { CALLER } from '@course-plateform/common/auth';
import { RequestContext } from '@course-plateform/common/kernel';
import {
  type FinishedSpan,
  type Logger,
  type Metrics,
  TRACE,
  type Tracing,
} from '@course-plateform/common/observability';
import type { Readiness } from './health';
import { contextOf } from './request-context.hook';

/** Frequent requests that have nothing to do with users. */
const NOT_LOGGED = /^\/(health|metrics|docs|openapi\.json)/;

/** Receives every finished request. */
export interface Observers {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
}

/** Writes a log line, a metric and a span for each request, with the route template and without query or body. */
export function observeRequests(
  fastify: FastifyInstance,
  { logger, metrics, tracing }: Observers,
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
      const trace = context.get(TRACE);
      const userId = context.get(CALLER)?.userId;
      const fields = {
        ...(trace?.parentSpanId === undefined ? {} : { parentSpanId: trace.parentSpanId }),
        method: request.method,
        route,
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime * 10) / 10,
        ...(userId === undefined ? {} : { userId }),
      };
      RequestContext.run(context, () => logger.info(fields, 'request'));
      if (tracing.on && trace) {
        const { method, protocol } = request;
        const startedMs = performance.now() - reply.elapsedTime;
        tracing.record(
          requestSpan({ trace, startedMs, method, protocol, route, status: reply.statusCode }),
        );
      }
    }
    done();
  });
}

/** Named by the semantic conventions for HTTP servers. Without the path, which may contain secrets. */
function requestSpan(
  request: Pick<FinishedSpan, 'trace' | 'startedMs'> & {
    readonly method: string;
    readonly protocol: string;
    readonly route: string;
    readonly status: number;
  },
): FinishedSpan {
  const { trace, startedMs, method, protocol, route, status } = request;
  return {
    name: `${method} ${route}`,
    kind: 'server',
    trace,
    startedMs,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      'url.scheme': protocol,
    },
    errorType: status >= 500 ? String(status) : undefined,
  };
}
