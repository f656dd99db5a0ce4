import path from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { SERVICES, type ServiceName } from '@course-plateform/types/platform';
import { errorCatalog, fetchDocument } from './documents';
import type { GatewaySettings } from './env';
import { docsPage, docsScript, errorPage, errorsPage, homePage, styleSheet } from './pages';

/** The pages for people: what there is, the ten documents to try out, and what each failure means. */
export async function registerPortal(
  gateway: FastifyInstance,
  settings: GatewaySettings,
): Promise<void> {
  await gateway.register(async (portal) => {
    await portal.register(helmet, {
      contentSecurityPolicy: {
        directives: {
          defaultSrc: ["'self'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          upgradeInsecureRequests: null,
        },
      },
    });
    await portal.register(fastifyStatic, {
      root: path.dirname(require.resolve('swagger-ui-dist/package.json')),
      prefix: '/docs/assets/',
      // Only these four are needed; the package holds more.
      allowedPath: (file) => /^\/(swagger-ui(-bundle)?\.(css|js)|favicon-\d+x\d+\.png)$/.test(file),
    });
    registerPages(portal, settings);
  });
}

function registerPages(portal: FastifyInstance, settings: GatewaySettings): void {
  portal.get('/', (_request, reply) => reply.type('text/html').send(homePage()));
  portal.get('/portal.css', (_request, reply) => reply.type('text/css').send(styleSheet));
  portal.get('/docs', (_request, reply) => reply.type('text/html').send(docsPage()));
  portal.get('/docs/docs.js', (_request, reply) => reply.type('text/javascript').send(docsScript));
  portal.get<{ Params: { service: string } }>(
    '/docs/openapi/:service.json',
    async (request, reply) => {
      const entry = SERVICES.find(({ name }) => name === request.params.service);
      if (!entry) return reply.callNotFound();
      return reply.send(await fetchDocument(settings, entry.name satisfies ServiceName));
    },
  );
  portal.get('/errors', async (request, reply) => {
    const errors = await errorCatalog(settings);
    if (wantsJson(request.headers.accept)) return reply.send({ items: errors });
    return reply.type('text/html').send(errorsPage(errors));
  });
  portal.get<{ Params: { code: string } }>('/errors/:code', async (request, reply) => {
    const errors = await errorCatalog(settings);
    const error = errors.find(({ code }) => code === request.params.code);
    if (!error) return reply.callNotFound();
    if (wantsJson(request.headers.accept)) return reply.send(error);
    return reply.type('text/html').send(errorPage(error));
  });
}

function wantsJson(accept: string | undefined): boolean {
  return accept?.includes('application/json') ?? false;
}
