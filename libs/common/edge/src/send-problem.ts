import type { FastifyReply, FastifyRequest } from 'fastify';
import { negotiateLocale, problemTranslator } from '@course-plateform/common/i18n';
import { type DomainError, toProblem } from '@course-plateform/common/kernel';

/** Sends an error as a problem (RFC 9457) in the request's language, where no filter of the framework does it. */
export function sendProblem(
  failure: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const locale = negotiateLocale(request.headers['accept-language']);
  const problem = toProblem(failure, { translate: problemTranslator(locale) });
  const { retryAfter } = failure.occurrence;
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  return reply
    .status(problem.status)
    .headers({
      'content-language': locale,
      'cache-control': 'no-store',
      vary: 'Accept-Language, Origin',
    })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
