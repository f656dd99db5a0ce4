import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RequestContext } from '@course-plateform/common/kernel';
import { LOCALE, negotiateLocale } from '@course-plateform/common/i18n';
import { TRACE, type Tracing, traceparentOf } from '@course-plateform/common/observability';

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** The context of a request, for hooks that run outside of it. */
export function contextOf(request: FastifyRequest): RequestContext | undefined {
  return contexts.get(request);
}

/**
 * Opens the request context. It is entered twice, because reading a body continues in the asynchronous scope of the
 * socket, where the context of the first hook is lost.
 */
export function openRequestContext(fastify: FastifyInstance, tracing: Tracing): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const trace = tracing.begin(single(request.headers['traceparent']));
    const locale = negotiateLocale(request.headers['accept-language']);
    const context = new RequestContext().set(TRACE, trace).set(LOCALE, locale);
    contexts.set(request, context);
    void reply.header('traceparent', traceparentOf(trace)).header('content-language', locale);
    RequestContext.run(context, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const context = contexts.get(request);
    if (context) RequestContext.run(context, done);
    else done();
  });
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
