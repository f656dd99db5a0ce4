import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Locale, negotiateLocale } from '@course-plateform/common/i18n';
import type { MessageParams } from '@course-plateform/common/kernel';
import { problemOf } from './error-catalog';

/** The language of a request (RFC 9110, 12.5.4); the response says which one it is in. */
export function localeOf(request: FastifyRequest, reply: FastifyReply): Locale {
  const locale = negotiateLocale(request.headers['accept-language']);
  void reply.header('content-language', locale).header('vary', 'Accept, Accept-Language');
  return locale;
}

/** Responds with a failure of the gateway itself, in the language of the request. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  params: MessageParams = {},
): FastifyReply {
  const problem = problemOf(code, localeOf(request, reply), params);
  return reply.status(problem.status).type('application/problem+json').send(problem);
}
