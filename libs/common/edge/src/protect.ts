import type { FastifyInstance } from 'fastify';
import { refuseAmbiguousAddresses } from './address';
import { type OriginSettings, allowOrigins } from './browser-origins';
import { readRestOfBodies } from './early-responses';
import { believeOwnProxies } from './forwarded';
import { refuseWrongMethods } from './methods';
import { type SecurityPolicy, securityHeaders } from './security-headers';

interface Protection extends OriginSettings {
  readonly policy: SecurityPolicy;
  /** What a proxy of ours has to say for its word on the client's address to count. */
  readonly trustedProxySecret?: string | undefined;
  /** Whether the process is about to stop. */
  isDraining(): boolean;
}

/**
 * What every HTTP process does with every request, whatever its route. Call it before routes are registered, and after
 * the hooks that open the context in which failures are told.
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
  readRestOfBodies(fastify, () => options.isDraining());
  // Whatever a client expects besides 100-continue, it gets a response (RFC 9110, 10.1.1).
  fastify.server.on('checkExpectation', (request, response) => {
    fastify.server.emit('request', request, response);
  });
}
