import { createHash, randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import qs from 'qs';
import { API_VERSION } from './account.mts';
import { ApiError } from './api-error.mts';
import type { Conduct } from './behavior.mts';
import { KNOWN_PARAMS, type RouteName } from './known-params.mts';
import { expanded } from './lists.mts';
import { type Params, refuseUnknown, textIn } from './params.mts';
import { type Call, type Parts, routesOf } from './routes.mts';

/** The keys of the account. */
export interface ApiKeys {
  readonly secretKey: string;
  readonly publishableKey: string;
}

/** What a browser may do with the publishable key and the secret of one payment. */
const OF_BROWSERS: readonly RouteName[] = [
  'GET /v1/payment_intents/:id',
  'POST /v1/payment_intents/:id/confirm',
];
const BROWSER_PARAMS = ['key', 'client_secret', '_stripe_version'];
const FORM = { depth: 10, arrayLimit: 1000, parameterLimit: 5000 };

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly isReplayed: boolean;
}

/** Stripe's HTTP API, as far as this server knows it. */
export function apiServer(parts: Parts, keys: ApiKeys, conduct: Conduct): FastifyInstance {
  const server = Fastify({
    bodyLimit: 1024 * 1024,
    routerOptions: { querystringParser: (text) => qs.parse(text, FORM) },
    forceCloseConnections: true,
  });
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, qs.parse(String(body), FORM)),
  );
  const handlers: Readonly<Record<string, (call: Call) => object>> = routesOf(parts);
  for (const name of Object.keys(KNOWN_PARAMS) as RouteName[]) {
    const [method, url] = name.split(' ') as ['GET' | 'POST' | 'DELETE', string];
    const handle = handlers[name];
    if (!handle) throw new Error(`The route ${name} has no handler`);
    server.route({
      method,
      url,
      handler: async (request, reply) => {
        const call = callOf(parts, request, name, keys);
        const work = () => keptOrDone(parts, request, call, handle);
        await respond(request, reply, conduct, () => parts.account.together(work));
      },
    });
  }
  server.setErrorHandler((error, _request, reply) => sendError(reply, error));
  server.setNotFoundHandler((request, reply) =>
    sendError(
      reply,
      new ApiError(
        404,
        'invalid_request_error',
        `Unrecognized request URL (${request.method}: ${request.url}).`,
      ),
    ),
  );
  return server;
}

/** @throws ApiError 401 without a key that may do this, 400 for parameters that the route does not take */
function callOf({ account }: Parts, request: FastifyRequest, name: RouteName, keys: ApiKeys): Call {
  const params = (request.method === 'GET' ? request.query : (request.body ?? {})) as Params;
  const id = (request.params as { id?: string }).id ?? '';
  const isBrowser = authenticate(request, params, name, keys);
  if (
    isBrowser &&
    account.get('payment_intent', id).client_secret !== textIn(params, 'client_secret')
  ) {
    throw new ApiError(401, 'invalid_request_error', 'The client_secret does not match.');
  }
  refuseUnknown(params, [...KNOWN_PARAMS[name], ...(isBrowser ? BROWSER_PARAMS : [])]);
  const idempotencyKey = headerOf(request, 'idempotency-key');
  const cause = { id: `req_${randomBytes(7).toString('hex')}`, idempotency_key: idempotencyKey };
  return { id, params, cause };
}

/** @returns whether it is a browser with the publishable key, which has to know the secret of its payment */
function authenticate(
  { headers }: FastifyRequest,
  params: Params,
  name: RouteName,
  keys: ApiKeys,
): boolean {
  const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? textIn(params, 'key');
  if (key === keys.secretKey) return false;
  if (key === keys.publishableKey && OF_BROWSERS.includes(name)) return true;
  throw new ApiError(401, 'invalid_request_error', 'Invalid API Key provided.');
}

/** Does the work of a key once. Source: https://docs.stripe.com/api/idempotent_requests */
function keptOrDone(
  { account }: Parts,
  request: FastifyRequest,
  call: Call,
  handle: (call: Call) => object,
): Reply {
  const key = request.method === 'POST' ? call.cause.idempotency_key : null;
  const said = JSON.stringify([request.url, call.params]);
  const fingerprint = createHash('sha256').update(said).digest('base64');
  const kept = key === null ? undefined : account.keptReply(key);
  if (kept && kept.fingerprint !== fingerprint) {
    throw new ApiError(
      400,
      'idempotency_error',
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}'.`,
    );
  }
  if (kept) return { status: kept.status, body: kept.body, isReplayed: true };
  const done = outcomeOf(() => expanded(account, handle(call), call.params));
  if (key !== null) account.keepReply(key, { fingerprint, ...done });
  return { ...done, isReplayed: false };
}

function outcomeOf(work: () => object): { status: number; body: unknown } {
  try {
    return { status: 200, body: work() };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: { error: error.body } };
  }
}

/** Responds as it was asked to: rightly, late, wrongly or not at all. */
async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  conduct: Conduct,
  work: () => Reply,
): Promise<void> {
  const name = `${request.method} ${request.url}`;
  const before = conduct.take(name, 'before');
  const done = before ? undefined : work();
  const fault = before ?? conduct.take(name, 'after');
  if (fault === 'hang') return void reply.hijack();
  if (fault === 'reset') {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  if (fault !== undefined || !done) {
    const isRate = fault === 'rate_limit';
    throw new ApiError(isRate ? 429 : 500, 'api_error', 'An error was asked for.', {
      ...(isRate ? { code: 'rate_limit' } : {}),
    });
  }
  if (done.isReplayed) void reply.header('idempotent-replayed', 'true');
  await withHeaders(reply, request).status(done.status).send(done.body);
}

function withHeaders(reply: FastifyReply, request: FastifyRequest): FastifyReply {
  const key = headerOf(request, 'idempotency-key');
  if (key !== null) void reply.header('idempotency-key', key);
  return reply
    .header('request-id', `req_${randomBytes(7).toString('hex')}`)
    .header('stripe-version', headerOf(request, 'stripe-version') ?? API_VERSION);
}

function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ApiError) {
    return withHeaders(reply, reply.request).status(error.status).send({ error: error.body });
  }
  reply.log.error(error);
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof Error ? (error.stack ?? message) : message}\n`);
  return reply.status(500).send({ error: { type: 'api_error', message } });
}

function headerOf(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
