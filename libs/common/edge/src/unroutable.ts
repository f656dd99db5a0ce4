import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { RequestMalformed } from '@course-plateform/common/kernel';
import { sendProblem } from './send-problem';
import { securityHeaders } from './security-headers';

/** Responds to requests that Fastify rejects before routing, and so before any hook or filter: a URL with an invalid escape. */
export function rejectUnroutable(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const failure = new RequestMalformed({ cause: error });
  void sendProblem(failure, request, reply.headers(securityHeaders('api')));
}
