import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { RequestMalformed } from '@course-plateform/common/kernel';
import { sendProblem } from './answer';
import { RouteNotFound } from './errors';
import { securityHeaders } from './security-headers';

/**
 * Answers what Fastify refuses before it looks for a route, and so before any hook or filter: an address with a broken
 * escape, and a part of an address that is longer than any name there is.
 */
export function answerUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const failure =
    error.code === 'FST_ERR_BAD_URL'
      ? new RequestMalformed({ cause: error })
      : new RouteNotFound({ cause: error });
  void sendProblem(failure, request, reply.headers(securityHeaders('api')));
}
