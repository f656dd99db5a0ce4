import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SERVICES } from '@course-plateform/types/platform';
import asyncapi from '../asyncapi.json';
import type { GatewaySettings } from '../env';
import { explainError, listErrors } from '../problems/error-catalog';
import { sendProblem, localeOf } from '../problems/language';
import { resetPasswordPage, verifyEmailPage } from './account-pages';
import { portalFile, registerAssets } from './assets';
import { checkoutPage } from './checkout-page';
import { readDevelopment } from './development';
import { fetchDocument } from './documents';
import { errorPage, errorsPage, unknownErrorPage } from './error-pages';
import { explainConversation, listConversations } from './event-catalog';
import { eventPage, eventsPage, unknownEventPage } from './event-pages';
import { graphiqlPage } from './graphiql-page';
import { guidePage, guidesPage, unknownGuidePage } from './guides/guide-pages';
import { readGuides } from './guides/guides';
import { homePage } from './home-page';
import { invitationPage } from './invitation-page';
import { playerPage } from './player-page';
import { ReferenceCatalog } from './reference/catalog';
import { readDocument } from './reference/document';
import { operationPage, unknownOperationPage } from './reference/operation-page';
import { referencePage } from './reference/reference-page';
import { tryItPage } from './try-it-page';

interface Query {
  readonly Querystring: { readonly q?: string };
}

/** The pages for users: what there is, how to call it and try it out, and what each failure and event means. */
export async function registerPortal(
  gateway: FastifyInstance,
  settings: GatewaySettings,
): Promise<void> {
  const catalog = new ReferenceCatalog(readDocument());
  const guides = readGuides();
  await gateway.register(async (portal) => {
    registerAssets(portal);
    registerHome(portal, settings, catalog, guides);
    registerReference(portal, catalog);
    registerTools(portal, settings);
    registerErrors(portal, catalog);
    registerEvents(portal);
    registerGuides(portal, guides);
  });
}

function registerHome(
  portal: FastifyInstance,
  settings: GatewaySettings,
  catalog: ReferenceCatalog,
  guides: ReturnType<typeof readGuides>,
): void {
  const counts = {
    operations: catalog.list().length,
    errors: listErrors('en').length,
    events: listConversations().length,
    guides: [...guides.values()].filter(({ kind }) => kind === 'guide').length,
  };
  portal.get('/', async (request, reply) =>
    sendPage(reply, homePage(counts, originOf(request), await readDevelopment(settings))),
  );
  portal.get('/checkout', async (_request, reply) =>
    sendPage(reply, checkoutPage(await readDevelopment(settings))),
  );
  portal.get('/course-invitation', async (_request, reply) =>
    sendPage(reply, invitationPage(await readDevelopment(settings))),
  );
  portal.get('/player', async (_request, reply) =>
    sendPage(reply, playerPage(await readDevelopment(settings))),
  );
  // Browsers ask for it on pages of services too.
  const icon = portalFile('icon.png');
  portal.get('/favicon.ico', (_request, reply) => reply.type('image/png').send(icon));
}

function registerReference(portal: FastifyInstance, catalog: ReferenceCatalog): void {
  portal.get('/openapi.json', (_request, reply) => reply.send(catalog.document));
  portal.get<Query>('/reference', (request, reply) =>
    sendPage(reply, referencePage(catalog.list(), queryOf(request))),
  );
  portal.get<{ Params: { id: string } }>('/reference/:id', (request, reply) => {
    const operation = catalog.find(request.params.id);
    if (!operation) return sendPage(reply.status(404), unknownOperationPage());
    const siblings = catalog.list().filter(({ service }) => service === operation.service);
    const errors = listErrors('en').filter(({ code }) => operation.errorCodes.includes(code));
    const context = { siblings, errors, origin: originOf(request) };
    return sendPage(reply, operationPage(operation, context));
  });
}

/** The tools that send requests, and the pages behind the links in mails. */
function registerTools(portal: FastifyInstance, settings: GatewaySettings): void {
  portal.get('/docs', (_request, reply) => sendPage(reply, tryItPage()));
  // Where browsers come back to from Google: the same page, which takes the code out of its address.
  portal.get('/signed-in', (_request, reply) => sendPage(reply, tryItPage()));
  portal.get('/graphiql', (_request, reply) => sendPage(reply, graphiqlPage()));
  // Next to its endpoint, where tools look for it.
  portal.get('/course/graphiql', (_request, reply) => reply.redirect('/graphiql', 301));
  portal.get('/verify-email', (request, reply) =>
    sendPage(reply, verifyEmailPage(localeOf(request, reply))),
  );
  portal.get('/reset-password', (request, reply) =>
    sendPage(reply, resetPasswordPage(localeOf(request, reply))),
  );
  portal.get<{ Params: { service: string } }>(
    '/docs/openapi/:service.json',
    async (request, reply) => {
      const entry = SERVICES.find(({ name }) => name === request.params.service);
      if (!entry) return reply.callNotFound();
      const document = await fetchDocument(settings, entry.name);
      if (document !== undefined) return reply.send(document);
      return sendProblem(request, reply, 'upstream.unavailable', { service: entry.name });
    },
  );
}

/** What the `type` of every problem refers to. */
function registerErrors(portal: FastifyInstance, catalog: ReferenceCatalog): void {
  portal.get<Query>('/errors', (request, reply) => {
    const locale = localeOf(request, reply);
    const errors = listErrors(locale);
    if (wantsJson(request)) return reply.send({ items: errors });
    return sendPage(reply, errorsPage(errors, queryOf(request), locale));
  });
  portal.get<{ Params: { code: string } }>('/errors/:code', (request, reply) => {
    const locale = localeOf(request, reply);
    const error = explainError(request.params.code, locale);
    if (!error && wantsJson(request)) return sendProblem(request, reply, 'request.route_not_found');
    if (!error) return sendPage(reply.status(404), unknownErrorPage(locale));
    const { type, title, status, detail, code } = error;
    const example = { ...catalog.problem(code), type, title, status, detail, code };
    if (wantsJson(request)) return reply.send({ ...error, example });
    return sendPage(reply, errorPage(error, example, locale));
  });
}

/** What the services publish and request from each other. */
function registerEvents(portal: FastifyInstance): void {
  portal.get('/asyncapi.json', (_request, reply) => reply.send(asyncapi));
  portal.get<Query>('/events', (request, reply) =>
    sendPage(reply, eventsPage(listConversations(), queryOf(request))),
  );
  portal.get<{ Params: { subject: string } }>('/events/:subject', (request, reply) => {
    const view = explainConversation(request.params.subject);
    return view
      ? sendPage(reply, eventPage(view))
      : sendPage(reply.status(404), unknownEventPage());
  });
}

function registerGuides(portal: FastifyInstance, guides: ReturnType<typeof readGuides>): void {
  const all = [...guides.values()];
  portal.get('/guides', (_request, reply) => sendPage(reply, guidesPage(all)));
  portal.get('/guides/*', (request, reply) => {
    const guide = guides.get(request.url.replace(/\?.*$/, ''));
    return guide
      ? sendPage(reply, guidePage(guide, all))
      : sendPage(reply.status(404), unknownGuidePage());
  });
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}

function queryOf({ query }: FastifyRequest<Query>): string {
  return typeof query.q === 'string' ? query.q.slice(0, 100) : '';
}

/** Where the caller has found us: examples that are copied work there. */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`;
}

function wantsJson({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('application/json') ?? false;
}
