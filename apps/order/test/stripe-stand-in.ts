import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import Stripe from 'stripe';
import { eventually } from '@course-plateform/common/test-kit';

const HOST = '127.0.0.1';
const MAIN = path.resolve(__dirname, '../../../tools/workspace/stripe/main.mts');
const SECRET_KEY = 'sk_test_of_the_tests';
const WEBHOOK_SECRET = 'whsec_of_the_tests';

interface Misbehavior {
  readonly seed?: number;
  readonly webhooks?: Readonly<Record<string, unknown>>;
  readonly faults?: readonly {
    readonly match: string;
    readonly when: 'before' | 'after';
    readonly how: 'error' | 'rate_limit' | 'reset' | 'hang';
    readonly times: number;
  }[];
}

/** The stand-in for Stripe as a process of its own, with its buyers, banks and moods. */
export class StripeStandIn {
  /** In the place of a browser that has the client secret, and of a user with the dashboard. */
  readonly api: Stripe;
  private process: ChildProcess | undefined;

  private constructor(private readonly port: number) {
    this.api = new Stripe(SECRET_KEY, { host: HOST, port, protocol: 'http', telemetry: false });
  }

  static async reserve(): Promise<StripeStandIn> {
    const server = createServer().listen(0, HOST);
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    return new StripeStandIn(typeof address === 'object' && address ? address.port : 0);
  }

  /** What the order service has to know of it. */
  get settings(): Record<string, string> {
    return {
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_of_the_tests',
      STRIPE_WEBHOOK_SECRETS: `whsec_next,${WEBHOOK_SECRET}`,
      STRIPE_API_URL: `http://${HOST}:${this.port}`,
      CHECKOUT_RETURN_ORIGINS: 'http://shop.test',
    };
  }

  /** @param serviceUrl of the order service, which gets the events */
  async start(serviceUrl: string): Promise<void> {
    const args = ['--port', String(this.port), '--secret-key', SECRET_KEY];
    args.push('--webhook-url', `${serviceUrl}/api/v1/payment-webhooks/stripe`);
    args.push('--webhook-secret', WEBHOOK_SECRET);
    this.process = spawn(process.execPath, [MAIN, ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    await eventually(
      'the stand-in for Stripe listens',
      async () => (await fetch(this.url('/'))).ok,
    );
  }

  async stop(): Promise<void> {
    if (!this.process || this.process.exitCode !== null) return;
    this.process.kill('SIGTERM');
    await once(this.process, 'exit');
  }

  /** How it behaves from now on; well, when nothing is said. */
  async behave(misbehavior: Misbehavior = {}): Promise<void> {
    const response = await fetch(this.url('/stand-in/behavior'), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(misbehavior),
    });
    expect(response.status).toBe(200);
  }

  /** The buyer enters a card on a page with Stripe.js. @returns the state afterwards */
  async pay(intentId: string, paymentMethod = 'pm_card_visa'): Promise<string> {
    const params = { payment_method: paymentMethod, return_url: 'http://shop.test/back' };
    const intent = await this.api.paymentIntents
      .confirm(intentId, params)
      .catch(() => this.api.paymentIntents.retrieve(intentId));
    return intent.status;
  }

  /** The buyer enters a card on the hosted page. @returns where the browser goes then */
  async payOn(page: string, card = '4242424242424242'): Promise<string | null> {
    const body = new URLSearchParams({ card });
    const response = await fetch(page, { method: 'POST', body, redirect: 'manual' });
    return response.headers.get('location');
  }

  /** What happens at the bank: `arrive`, `bounce`, `dispute` and so on. */
  async act(id: string, action: string): Promise<void> {
    const response = await fetch(this.url(`/stand-in/${id}/${action}`), { method: 'POST' });
    expect(response.status).toBe(204);
  }

  async resend(eventId: string): Promise<number> {
    const url = this.url(`/stand-in/events/${eventId}/deliveries`);
    const response = await fetch(url, { method: 'POST' });
    return ((await response.json()) as { status: number }).status;
  }

  /** The header that Stripe sends with a body. @param timestamp seconds since 1970 */
  sign(
    payload: string,
    timestamp = Math.floor(Date.now() / 1000),
    secret = WEBHOOK_SECRET,
  ): string {
    return this.api.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  }

  private url(address: string): string {
    return `http://${HOST}:${this.port}${address}`;
  }
}
