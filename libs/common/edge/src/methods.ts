import type { FastifyInstance, HTTPMethods } from 'fastify';
import createRouter, { type HTTPMethod, type HTTPVersion, type Instance } from 'find-my-way';
import { present } from '@course-plateform/common/kernel';
import { MethodNotAllowed } from './errors';
import { ROUTER_OPTIONS } from './server-options';

type Router = Instance<HTTPVersion.V1>;

/** The known methods, in the order in which `Allow` lists them. */
const METHODS: readonly HTTPMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Rejects a method that a path does not support with 405 and `Allow` (RFC 9110, 15.5.6), and leaves 404 to unknown
 * paths. Call it before the routes are registered. Fastify does not expose its router, so a second instance of the same
 * router holds the routes.
 */
export function refuseWrongMethods(fastify: FastifyInstance): void {
  const router: Router = createRouter(ROUTER_OPTIONS);
  fastify.addHook('onRoute', ({ method, url, constraints }) => {
    if (constraints && Object.keys(constraints).length > 0) return;
    for (const one of [method].flat()) remember(router, one, url);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    // The plugin for other origins has a route for the preflights of all paths.
    const { url } = request.routeOptions;
    if (!request.is404 && !(request.method === 'OPTIONS' && url === '*')) return done();
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
