import type { FastifyInstance } from 'fastify';
import { SERVICES, type ServiceName } from '@course-plateform/types/platform';
import { resetPasswordPage, verifyEmailPage } from './account-pages';
import { registerAssets, swaggerFile } from './assets';
import asyncapi from '../asyncapi.json';
import { docsPage } from './docs-page';
import { fetchDocument } from './documents';
import type { GatewaySettings } from '../env';
import { explainError, listErrors } from '../problems/error-catalog';
import { errorPage, errorsPage, unknownErrorPage } from './error-pages';
import { answerProblem, localeOf } from '../problems/language';
import { explainConversation, listConversations } from './event-catalog';
import { eventPage, eventsPage, unknownEventPage } from './event-pages';
import { homePage } from './home-page';

/** The pages for people: what there is, the ten documents to try out, and what each failure means. */
export async function registerPortal(
  gateway: FastifyInstance,
  settings: GatewaySettings,
): Promise<void> {
  await gateway.register(async (portal) => {
    registerAssets(portal);
    registerPages(portal, settings);
    registerErrors(portal);
    registerEvents(portal);
  });
}

function registerPages(portal: FastifyInstance, settings: GatewaySettings): void {
  portal.get('/', (_request, reply) => reply.type('text/html').send(homePage()));
  // Browsers ask for it on pages of services too.
  const icon = swaggerFile('favicon-32x32.png');
  portal.get('/favicon.ico', (_request, reply) => reply.type('image/png').send(icon));
  portal.get('/docs', (_request, reply) => reply.type('text/html').send(docsPage()));
  // Where browsers come back to from Google: the same page, which takes the code out of its address.
  portal.get('/signed-in', (_request, reply) => reply.type('text/html').send(docsPage()));
  portal.get('/verify-email', (request, reply) => {
    const body = verifyEmailPage(localeOf(request, reply));
    return reply.type('text/html; charset=utf-8').send(body);
  });
  portal.get('/reset-password', (request, reply) => {
    const body = resetPasswordPage(localeOf(request, reply));
    return reply.type('text/html; charset=utf-8').send(body);
  });
  portal.get<{ Params: { service: string } }>(
    '/docs/openapi/:service.json',
    async (request, reply) => {
      const entry = SERVICES.find(({ name }) => name === request.params.service);
      if (!entry) return reply.callNotFound();
      const document = await fetchDocument(settings, entry.name satisfies ServiceName);
      if (document !== undefined) return reply.send(document);
      return answerProblem(request, reply, 'neighbour.unavailable', { service: entry.name });
    },
  );
}

/** What the `type` of every problem refers to. */
function registerErrors(portal: FastifyInstance): void {
  portal.get('/errors', (request, reply) => {
    const locale = localeOf(request, reply);
    const errors = listErrors(locale);
    if (wantsJson(request.headers.accept)) return reply.send({ items: errors });
    return reply.type('text/html; charset=utf-8').send(errorsPage(errors, locale));
  });
  portal.get<{ Params: { code: string } }>('/errors/:code', (request, reply) => {
    const locale = localeOf(request, reply);
    const error = explainError(request.params.code, locale);
    const json = wantsJson(request.headers.accept);
    if (!error && json) return answerProblem(request, reply, 'request.route_not_found');
    if (json) return reply.send(error);
    void reply.type('text/html; charset=utf-8');
    return error
      ? reply.send(errorPage(error, locale))
      : reply.status(404).send(unknownErrorPage(locale));
  });
}

/** What the services say to each other. */
function registerEvents(portal: FastifyInstance): void {
  const html = 'text/html; charset=utf-8';
  portal.get('/asyncapi.json', (_request, reply) => reply.send(asyncapi));
  portal.get('/events', (_request, reply) =>
    reply.type(html).send(eventsPage(listConversations())),
  );
  portal.get<{ Params: { subject: string } }>('/events/:subject', (request, reply) => {
    const view = explainConversation(request.params.subject);
    void reply.type(html);
    return view ? reply.send(eventPage(view)) : reply.status(404).send(unknownEventPage());
  });
}

function wantsJson(accept: string | undefined): boolean {
  return accept?.includes('application/json') ?? false;
}
