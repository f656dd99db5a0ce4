import type { FastifyInstance } from 'fastify';
import { Account } from './account.mts';
import { Conduct } from './behavior.mts';
import { checkoutPages } from './checkout-pages.mts';
import { Checkout } from './checkout.mts';
import { PlatformClock } from './clock.mts';
import { consolePages } from './console-pages.mts';
import { Payments } from './payments.mts';
import { type ApiKeys, apiServer } from './server.mts';
import { type Endpoint, Webhooks } from './webhooks.mts';

export interface StandInOptions {
  readonly host: string;
  readonly port: number;
  readonly keys: ApiKeys;
  readonly endpoint: Endpoint;
  /** Where the account is kept, so that it survives; nowhere when left out. */
  readonly file?: string | undefined;
}

/** A running stand-in for Stripe. */
export interface StandIn {
  stop(): Promise<void>;
}

/** Stands in for Stripe on a developer's machine: its API for the official package, webhooks, hosted pages, a console. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const { host, port, keys, endpoint, file } = options;
  const base = `http://${host}:${port}`;
  const account = new Account(file);
  const conduct = new Conduct();
  const payments = new Payments(account, base);
  const checkout = new Checkout(account, payments, base);
  const parts = { account, payments, checkout };
  const server = apiServer(parts, keys, conduct);
  const webhooks = new Webhooks(account, conduct, endpoint);
  const clock = new PlatformClock(account, checkout);
  refuseForeignForms(server);
  checkoutPages(server, parts);
  consolePages(server, parts, conduct, webhooks);
  server.put('/stand-in/clock', async (request) => {
    await clock.follow((request.body as { brokerUrl: string }).brokerUrl);
    return {};
  });
  await server.listen({ host, port });
  return {
    stop: async () => {
      webhooks.stop();
      await clock.stop();
      await server.close();
    },
  };
}

/** No page of another site makes a browser press our buttons. */
function refuseForeignForms(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const site = request.headers['sec-fetch-site'];
    const isForeign = request.method !== 'GET' && site === 'cross-site';
    if (!isForeign) return done();
    void reply
      .status(403)
      .send({ error: { type: 'invalid_request_error', message: 'Cross-site.' } });
  });
}
