import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import type { OrderResponse } from '../src/order/order.dto';
import type { PaymentResponse } from '../src/payment/payment.dto';
import { PaymentEvent } from '../src/payment-webhook/payment-event.entity';
import { Transaction } from '../src/transaction/transaction.entity';
import { OrderFixture } from './order.fixture';
import { StripeStandIn } from './stripe-stand-in';

/** Waits until an expectation holds. */
export const shows = (expectation: () => Promise<void>) =>
  eventually('the expectation holds', async () => {
    await expectation();
    return true;
  });

/** The order service with a stand-in for Stripe, and a buyer who pays by card. */
export class CardFixture {
  buyer!: TestUser;

  private constructor(
    readonly orders: OrderFixture,
    readonly stripe: StripeStandIn,
  ) {}

  static async start(environment: Record<string, string> = {}): Promise<CardFixture> {
    const stripe = await StripeStandIn.reserve();
    const orders = await OrderFixture.start({
      ...stripe.settings,
      STRIPE_EVENT_SECONDS: '1',
      PAYMENT_CHECK_SECONDS: '1',
      ...environment,
    });
    await stripe.start(orders.service.url);
    return new CardFixture(orders, stripe);
  }

  async stop(): Promise<void> {
    await this.stripe.stop();
    await this.orders.service.stop();
  }

  /** Stripe behaves well, and another buyer comes. */
  async reset(): Promise<void> {
    await this.stripe.behave();
    this.buyer = await this.orders.service.user();
  }

  start(orderId: string, more: object = {}) {
    const body = { method: 'stripe', ...more };
    return this.orders.post(this.buyer, `orders/${orderId}/payments`, body);
  }

  async started(orderId: string, more: object = {}): Promise<PaymentResponse> {
    return (await this.start(orderId, more).expect(201)).body as PaymentResponse;
  }

  async order(id: string): Promise<OrderResponse> {
    return (await this.orders.get(this.buyer, `orders/${id}`).expect(200)).body as OrderResponse;
  }

  async isPaid(id: string): Promise<void> {
    await shows(async () => expect(await this.order(id)).toMatchObject({ status: 'paid' }));
  }

  charges(orderId: string) {
    return this.orders.service.stored(Transaction, { orderId });
  }

  /** What Stripe has for an order. */
  async intents(orderId: string) {
    const query = `metadata['order_id']:'${orderId}'`;
    return (await this.stripe.api.paymentIntents.search({ query })).data;
  }

  /** Stored events that name something. */
  async events(reference: string): Promise<PaymentEvent[]> {
    const all = await this.orders.service.stored(PaymentEvent);
    return all.filter(({ payload }) => JSON.stringify(payload).includes(reference));
  }
}
