import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../shared/failure.mts';
import { STACK_DIR } from '../shared/paths.mts';
import { GATEWAY, usualPort } from './environment.mts';
import { LOOPBACK, freePort, nextFreePort } from './ports.mts';
import type { Run } from './run.mts';
import { startSideServer } from './side-server.mts';

const PORT = 1100;
const SECRET_KEY = 'sk_test_of_the_stand_in';
const PUBLISHABLE_KEY = 'pk_test_of_the_stand_in';
const WEBHOOK_SECRET = 'whsec_of_the_stand_in';

/** A stand-in for Stripe. */
export interface StripeStandIn {
  /** Its console, where someone plays the bank and the buyer. */
  readonly url: string;
  /** What the order service has to know of it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Says where the platform gets events. */
  deliverTo(gatewayUrl: string): Promise<void>;
  /** Says where the platform keeps its test clock. @param natsUrl with the operator's user */
  followClock(natsUrl: string): Promise<void>;
}

/**
 * Starts the stand-in for Stripe. With fixed ports it delivers to the usual port of the gateway, and keeps what it has
 * been told with the data of the stores.
 * @param ports `fixed`: the usual port or the next free one; `free`: any
 */
export async function startStripe(
  run: Run,
  ports: 'fixed' | 'free',
  logPrefix = '',
): Promise<StripeStandIn> {
  const port = ports === 'free' ? await freePort() : await nextFreePort(PORT);
  const args = ['--port', String(port), '--secret-key', SECRET_KEY];
  args.push('--publishable-key', PUBLISHABLE_KEY, '--webhook-secret', WEBHOOK_SECRET);
  args.push('--webhook-url', webhookUrl(`http://${LOOPBACK}:${usualPort(GATEWAY)}`));
  if (ports === 'fixed') {
    const folder = path.join(STACK_DIR, 'data', 'stripe');
    mkdirSync(folder, { recursive: true });
    args.push('--file', path.join(folder, 'account.jsonl'));
  }
  await startSideServer({ run, title: 'Stripe', tool: 'stripe', args, port, logPrefix });
  const url = `http://${LOOPBACK}:${port}`;
  const settings = {
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
    STRIPE_API_URL: url,
  };
  return {
    url,
    settings,
    deliverTo: (gatewayUrl) => configure(url, 'endpoint', { url: webhookUrl(gatewayUrl) }),
    followClock: (natsUrl) => configure(url, 'clock', { brokerUrl: natsUrl }),
  };
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
