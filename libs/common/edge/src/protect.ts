import type { FastifyInstance } from 'fastify';
import { refuseAmbiguousAddresses } from './address';
import { type BodyTimeouts, limitBodyTimes } from './body-timeout';
import { type OriginSettings, allowOrigins } from './browser-origins';
import { readRestOfBodies } from './early-responses';
import { believeOwnProxies } from './forwarded';
import { refuseWrongMethods } from './methods';
import { type SecurityPolicy, securityHeaders } from './security-headers';

interface Protection extends OriginSettings, BodyTimeouts {
  readonly policy: SecurityPolicy;
  /** The secret that a trusted proxy has to send. */
  readonly trustedProxySecret?: string | undefined;
  /** Whether the process is stopping. */
  isDraining(): boolean;
}

/**
 * Installs the protections of every HTTP process for all routes. Call it before routes are registered, and after the
 * hooks that open the request context, which error responses need.
 */
export async function protect(fastify: FastifyInstance, options: Protection): Promise<void> {
  believeOwnProxies(fastify, options.trustedProxySecret);
  const headers = securityHeaders(options.policy);
  fastify.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  await allowOrigins(fastify, options);
  refuseAmbiguousAddresses(fastify);
  refuseWrongMethods(fastify);
  limitBodyTimes(fastify, options);
  readRestOfBodies(fastify, () => options.isDraining());
  // Handle requests with any other expectation than 100-continue as usual (RFC 9110, 10.1.1).
  fastify.server.on('checkExpectation', (request, response) => {
    fastify.server.emit('request', request, response);
  });
}
