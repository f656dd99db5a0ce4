import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '#workspace/shared/failure.mts';

/** What a purchase consists of, as its buyer sees it. */
export const STEPS = ['cart', 'quote', 'order', 'payment', 'confirmation', 'enrolled'] as const;

type Step = (typeof STEPS)[number];

const LOOK_AGAIN_MS = 20;
const ENROLLED_WITHIN_MS = 20_000;

/** Where courses are bought, by whom, and who says that the money has come. */
export interface Shop {
  readonly url: string;
  readonly adminToken: string;
  /** Bank transfer when left out. By card the buyer pays on the hosted page, and Stripe reports it. */
  readonly method?: 'bank_transfer' | 'stripe';
}

interface Payment {
  readonly id: string;
  readonly amount: object;
  readonly details?: { readonly url?: string | null };
}

/** Purchases that were made, and how long each of their steps took, in milliseconds. */
export class Purchases {
  readonly times: Readonly<Record<Step, number[]>> = {
    cart: [],
    quote: [],
    order: [],
    payment: [],
    confirmation: [],
    enrolled: [],
  };
  private readonly shop: Shop;

  constructor(shop: Shop) {
    this.shop = shop;
  }

  get count(): number {
    return this.times.enrolled.length;
  }

  /** One course, from the cart until the buyer sees that they are enrolled. */
  async make(token: string, courseId: string): Promise<void> {
    await this.timed('cart', () => this.send('PUT', `cart/items/${courseId}`, token));
    // By name: what was bought before leaves the cart a moment after the buyer sees that they are enrolled.
    const wanted = { courseIds: [courseId] };
    const quote = await this.timed('quote', () =>
      this.post<{ id: string }>('quotes', token, wanted),
    );
    const body = { quoteId: quote.id };
    const order = await this.timed('order', () => this.post<{ id: string }>('orders', token, body));
    const payment = await this.timed('payment', () =>
      this.post<Payment>(`orders/${order.id}/payments`, token, this.choice),
    );
    await this.timed('confirmation', () => this.confirm(payment));
    await this.timed('enrolled', () => this.untilEnrolled(token, courseId));
  }

  private get choice(): object {
    const { method = 'bank_transfer', url } = this.shop;
    return method === 'stripe'
      ? { method, flow: 'hosted', successUrl: `${url}/thanks` }
      : { method };
  }

  /** The money comes: an admin says so, or the buyer's card is charged. */
  private async confirm({ id, amount, details }: Payment): Promise<void> {
    if (typeof details?.url === 'string') return payOnPage(details.url);
    const money = { receivedAmount: amount, bankReference: id };
    await this.post(`bank-transfers/${id}/confirmations`, this.shop.adminToken, money);
  }

  private async timed<T>(step: Step, work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    this.times[step].push(performance.now() - began);
    return result;
  }

  private async untilEnrolled(token: string, courseId: string): Promise<void> {
    const ends = performance.now() + ENROLLED_WITHIN_MS;
    while (performance.now() < ends) {
      const path = `enrollments?courseId=${courseId}`;
      const { items } = await this.send<{ items: readonly unknown[] }>('GET', path, token);
      if (items.length > 0) return;
      await pause(LOOK_AGAIN_MS);
    }
    throw new Failure(`Nobody was enrolled within ${ENROLLED_WITHIN_MS} ms of a payment.`);
  }

  private post<T>(path: string, token: string, body: object): Promise<T> {
    return this.send<T>('POST', path, token, body);
  }

  private async send<T>(method: string, path: string, token: string, body?: object): Promise<T> {
    const response = await fetch(`${this.shop.url}/api/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Failure(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }
}

async function payOnPage(url: string): Promise<void> {
  const body = new URLSearchParams({ card: '4242424242424242' });
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  await response.body?.cancel();
  if (response.status !== 303) throw new Failure(`A card was not charged: ${response.status}.`);
}
