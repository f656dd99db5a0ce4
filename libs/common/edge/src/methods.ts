import type { FastifyInstance, HTTPMethods } from 'fastify';
import createRouter, { type HTTPMethod, type HTTPVersion, type Instance } from 'find-my-way';
import { present } from '@course-plateform/common/kernel';
import { MethodNotAllowed } from './errors';

type Router = Instance<HTTPVersion.V1>;

/** The methods that are looked for, in the order in which `Allow` names them. */
const METHODS: readonly HTTPMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers a method that an address does not have with 405 and `Allow` (RFC 9110, 15.5.6) and leaves 404 to addresses
 * that have none. Call it before the routes are there. Fastify keeps its router to itself, so a second one of the same
 * make remembers the routes.
 */
export function refuseWrongMethods(fastify: FastifyInstance): void {
  const router: Router = createRouter({ maxParamLength: 200, caseSensitive: true });
  fastify.addHook('onRoute', ({ method, url, constraints }) => {
    if (constraints && Object.keys(constraints).length > 0) return;
    for (const one of [method].flat()) remember(router, one, url);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const allowed = METHODS.filter((method) => router.find(method, pathOf(request.url)) !== null);
    if (allowed.length === 0) return done();
    void reply.header('allow', allowed.join(', '));
    done(new MethodNotAllowed({ params: { method: request.method } }));
  });
}

function remember(router: Router, method: HTTPMethods, url: string): void {
  const known = METHODS.find((one) => one === method);
  if (known && !router.hasRoute(known, url)) router.on(known, url, () => undefined);
}

function pathOf(url: string): string {
  return present(url.split('?', 1)[0], 'the path');
}
