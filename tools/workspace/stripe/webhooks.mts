import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type Stripe from 'stripe';
import type { Account } from './account.mts';
import type { Conduct } from './behavior.mts';

const TIMEOUT_MS = 10_000;
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 30_000;

/** Where events go, and what signs them: several secrets while one is replaced by another. */
export interface Endpoint {
  readonly url: string;
  readonly secrets: readonly string[];
  /** The types of events that it gets; all when left out. */
  readonly events?: readonly string[] | undefined;
}

/** Delivers events to an endpoint until it takes them, as Stripe does and as the behavior allows. */
export class Webhooks {
  private readonly account: Account;
  private readonly conduct: Conduct;
  private endpoint: Endpoint;
  private readonly stopped = new AbortController();
  /** Events that wait until deliveries go on. */
  private readonly waiting = new Map<string, Stripe.Event>();

  constructor(account: Account, conduct: Conduct, endpoint: Endpoint) {
    this.account = account;
    this.conduct = conduct;
    this.endpoint = endpoint;
    account.onEvent((event) => this.enqueue(event));
    conduct.onChange(() => this.resume());
    // What an earlier process could not deliver.
    const undelivered = account.all('event').filter((event) => event.pending_webhooks > 0);
    for (const event of undelivered.toReversed()) this.enqueue(event);
  }

  /** Delivers somewhere else from now on. */
  moveTo(url: string): void {
    this.endpoint = { ...this.endpoint, url };
  }

  stop(): void {
    this.stopped.abort();
  }

  /** Delivers an event once more, whether it was taken or not. */
  resend(event: Stripe.Event): Promise<number> {
    return this.post(event, false);
  }

  private enqueue(event: Stripe.Event): void {
    const { events } = this.endpoint;
    if (events && !events.includes(event.type)) return this.markDone(event);
    this.waiting.set(event.id, event);
    this.resume();
  }

  private resume(): void {
    if (this.conduct.webhooks.paused) return;
    const events = [...this.waiting.values()];
    this.waiting.clear();
    for (const event of events) this.start(event);
  }

  private start(event: Stripe.Event): void {
    const { delayMs, duplicates, dropped } = this.conduct.webhooks;
    if (this.conduct.happens(dropped)) return this.markDone(event);
    const copies = this.conduct.happens(duplicates) ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      void this.deliver(event, this.conduct.between(delayMs));
    }
  }

  /** Ends when the endpoint has taken it, or this server stops. */
  private async deliver(event: Stripe.Event, delayMs: number): Promise<void> {
    let isForged = this.conduct.happens(this.conduct.webhooks.forged);
    let retryMs = FIRST_RETRY_MS;
    try {
      await wait(delayMs, undefined, { signal: this.stopped.signal });
      while (!isTaken(await this.post(event, isForged))) {
        isForged = false;
        await wait(retryMs, undefined, { signal: this.stopped.signal });
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
      this.markDone(event);
    } catch (error) {
      if (!this.stopped.signal.aborted) throw error;
    }
  }

  /** @returns the status of the response; 0 when there was none */
  private async post(event: Stripe.Event, isForged: boolean): Promise<number> {
    const payload = JSON.stringify(event);
    const secrets = isForged ? ['whsec_forged'] : this.endpoint.secrets;
    try {
      const response = await fetch(this.endpoint.url, {
        method: 'POST',
        body: payload,
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Stripe-Signature': signatureOf(payload, secrets, Math.floor(Date.now() / 1000)),
          'User-Agent': 'Stripe/1.0 (stand-in)',
        },
        signal: AbortSignal.any([this.stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  private markDone(event: Stripe.Event): void {
    this.account.put({ ...event, pending_webhooks: 0 });
  }
}

/** Source: https://docs.stripe.com/webhooks#verify-manually. @param timestamp seconds since 1970 */
export function signatureOf(
  payload: string,
  secrets: readonly string[],
  timestamp: number,
): string {
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', secret).update(`${timestamp}.${payload}`);
    return `v1=${hmac.digest('hex')}`;
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}
