import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { negotiateLocale, problemTranslator } from '@course-plateform/common/i18n';
import { toProblem } from '@course-plateform/common/kernel';
import { RequestMalformed } from '@course-plateform/common/messaging';
import { RouteNotFound } from './errors';

/**
 * Answers what Fastify refuses before it looks for a route, and so before any hook or filter: an address with a broken
 * escape, and a part of an address that is longer than any name there is.
 */
export function answerUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const locale = negotiateLocale(request.headers['accept-language']);
  const failure =
    error.code === 'FST_ERR_BAD_URL'
      ? new RequestMalformed({ cause: error })
      : new RouteNotFound({ cause: error });
  const problem = toProblem(failure, { translate: problemTranslator(locale) });
  void reply
    .status(problem.status)
    .headers({ 'content-language': locale, 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}
