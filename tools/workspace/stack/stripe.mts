import { mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Failure, describe } from '../shared/failure.mts';
import { STACK_DIR } from '../shared/paths.mts';
import { GATEWAY, usualPort } from './environment.mts';
import { LOOPBACK, freePort, nextFreePort } from './ports.mts';
import { type Server, lastWords, stopProcess } from './processes.mts';
import type { Run } from './run.mts';
import { startSideServer } from './side-server.mts';

const PORT = 1100;
/** What an endpoint at Stripe is to send; `docs/guides/operate.md` has the same list. */
const WANTED_EVENTS = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'checkout.session.expired',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
] as const;
const WEBHOOK_SECRET = 'whsec_of_the_stand_in';

/** A stand-in for Stripe. */
export interface StripeStandIn {
  /** Its console, where someone plays the bank and the buyer. */
  readonly url: string;
  /** What the order service has to know of it. */
  readonly settings: StripeSettings;
  /** Says where the platform gets events. */
  deliverTo(gatewayUrl: string): Promise<void>;
  /** Says where the platform keeps its test clock. @param natsUrl with the operator's user */
  followClock(natsUrl: string): Promise<void>;
  /** Ends it at once, as a crash would. It keeps all that it has responded. */
  kill(): Promise<void>;
  /** Starts it again on its port, with all that it has kept, and good behavior. */
  start(): Promise<void>;
}

type StripeSettings = ReturnType<typeof settingsOf>;

/**
 * Starts the stand-in for Stripe. With fixed ports it delivers to the usual port of the gateway, and keeps what it has
 * been told with the data of the stores; with free ports until the end of the run.
 * @param ports `fixed`: the usual port or the next free one; `free`: any
 * @param options the mode that its keys are of: a platform in production refuses test keys
 */
export async function startStripe(
  run: Run,
  ports: 'fixed' | 'free',
  { logPrefix = '', mode = 'test' }: { logPrefix?: string; mode?: 'live' | 'test' } = {},
): Promise<StripeStandIn> {
  const port = ports === 'free' ? await freePort() : await nextFreePort(PORT);
  const file = path.join(ports === 'free' ? runFolder(run) : dataFolder(), 'account.jsonl');
  const standIn = new StripeProcess({ run, port, file, logPrefix, mode });
  await standIn.start();
  return standIn;
}

interface ProcessOptions {
  readonly run: Run;
  readonly port: number;
  readonly file: string;
  readonly logPrefix: string;
  readonly mode: 'live' | 'test';
}

class StripeProcess implements StripeStandIn {
  readonly url: string;
  readonly settings: StripeSettings;
  private readonly options: ProcessOptions;
  private server: Server | undefined;
  private gatewayUrl = `http://${LOOPBACK}:${usualPort(GATEWAY)}`;
  private natsUrl: string | undefined;

  constructor(options: ProcessOptions) {
    this.options = options;
    this.url = `http://${LOOPBACK}:${options.port}`;
    this.settings = settingsOf(this.url, options.mode);
  }

  async start(): Promise<void> {
    const { run, port, file, logPrefix } = this.options;
    const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = this.settings;
    const args = ['--port', String(port), '--file', file, '--secret-key', secret];
    args.push('--publishable-key', publishable, '--webhook-secret', WEBHOOK_SECRET);
    args.push('--webhook-url', webhookUrl(this.gatewayUrl));
    // In test mode all events come, as someone may have set it up.
    const wanted = this.options.mode === 'live' ? WANTED_EVENTS : [];
    args.push(...wanted.flatMap((type) => ['--webhook-event', type]));
    const options = { run, title: 'Stripe', tool: 'stripe', args, port, logPrefix };
    this.server = await startSideServer(options);
    try {
      if (this.natsUrl !== undefined) await this.followClock(this.natsUrl);
    } catch (error) {
      const words = lastWords(this.server);
      throw new Failure(`Stripe started and did not respond: ${describe(error)}\n${words}`);
    }
  }

  async kill(): Promise<void> {
    if (this.server) await stopProcess(this.server, 'SIGKILL', 0);
    this.server = undefined;
  }

  async deliverTo(gatewayUrl: string): Promise<void> {
    this.gatewayUrl = gatewayUrl;
    await configure(this.url, 'endpoint', { url: webhookUrl(gatewayUrl) });
  }

  async followClock(natsUrl: string): Promise<void> {
    this.natsUrl = natsUrl;
    await configure(this.url, 'clock', { brokerUrl: natsUrl });
  }
}

function settingsOf(url: string, mode: 'live' | 'test') {
  return {
    STRIPE_SECRET_KEY: `sk_${mode}_of_the_stand_in`,
    STRIPE_PUBLISHABLE_KEY: `pk_${mode}_of_the_stand_in`,
    STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    STRIPE_API_URL: url,
  };
}

function dataFolder(): string {
  const folder = path.join(STACK_DIR, 'data', 'stripe');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function runFolder(run: Run): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'course-plateform-stripe-'));
  run.addFolder(folder);
  return folder;
}

function webhookUrl(gatewayUrl: string): string {
  return `${gatewayUrl}/api/v1/payment-webhooks/stripe`;
}

async function configure(standIn: string, about: string, message: object): Promise<void> {
  const response = await fetch(`${standIn}/stand-in/${about}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  });
  if (!response.ok) throw new Failure(`The stand-in for Stripe said ${response.status}.`);
}
