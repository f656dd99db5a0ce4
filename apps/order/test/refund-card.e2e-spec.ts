import { HOUR_MS, newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import type { OrderResponse } from '../src/order/order.dto';
import { StripeRefunds } from '../src/payment-providers/stripe/stripe-refunds';
import { PaymentEvent } from '../src/payment-webhook/payment-event.entity';
import { shows } from './card.fixture';
import { InvoiceSteps } from './invoice.fixture';
import { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';
import { StripeStandIn } from './stripe-stand-in';

describe('refunds by card', () => {
  let fixture: OrderFixture;
  let steps: RefundSteps;
  let stripe: StripeStandIn;
  let buyer: TestUser;

  beforeAll(async () => {
    stripe = await StripeStandIn.reserve();
    fixture = await OrderFixture.start({
      ...stripe.settings,
      STRIPE_EVENT_SECONDS: '1',
      REFUND_JOB_SECONDS: '1',
    });
    steps = new RefundSteps(fixture);
    await stripe.start(fixture.service.url);
  });

  afterAll(async () => {
    await stripe.stop();
    await fixture.service.stop();
  });

  beforeEach(async () => {
    await stripe.behave();
    buyer = await fixture.service.user();
  });

  /** An order that is paid by card. */
  async function paid(
    courseIds = [fixture.priced(2000)],
    card = 'pm_card_visa',
  ): Promise<OrderResponse & { readonly intent: string }> {
    const { id } = await fixture.ordered(buyer, courseIds);
    const body = { method: 'stripe' };
    const payment = await fixture.post(buyer, `orders/${id}/payments`, body).expect(201);
    const intent = payment.body.reference as string;
    await stripe.pay(intent, card);
    await eventually('the order is paid', async () => {
      return (await steps.order(buyer, { id })).status === 'paid';
    });
    return { ...(await steps.order(buyer, { id })), intent };
  }

  const atStripe = async (intent: string) =>
    (await stripe.api.refunds.list({ payment_intent: intent })).data;

  it('go back by themselves, once each, and are counted on success', async () => {
    const order = await paid();
    const part = await steps.refunded(order, 500);
    expect(part).toMatchObject({ status: 'pending', method: 'stripe', bankReference: null });
    await steps.reaches(part.id, 'succeeded');
    expect(await steps.order(buyer, order)).toMatchObject({
      status: 'partially_refunded',
      lines: [{ status: 'paid', refunded: { amountMinor: 500 } }],
    });
    const rest = await steps.refunded(order);
    await steps.reaches(rest.id, 'succeeded');
    expect(await atStripe(order.intent)).toMatchObject([
      { amount: 1500, metadata: { refund_key: `refund:${rest.id}` } },
      { amount: 500, metadata: { refund_key: `refund:${part.id}` } },
    ]);
    expect(await steps.booked(order.id)).toEqual([500, 1500]);
    expect(await steps.order(buyer, order)).toMatchObject({
      status: 'refunded',
      lines: [{ status: 'refunded' }],
    });
    const byHand = await steps.complete(rest.id, newId());
    expect(byHand.status).toBe(409);
    expect(byHand.body).toMatchObject({ code: 'refund.not_by_hand' });
  });

  it('of yen are sent as they are', async () => {
    const order = await paid([fixture.priced(500, 'JPY')]);
    const { id } = await steps.refunded(order, 200);
    await steps.reaches(id, 'succeeded');
    expect(await atStripe(order.intent)).toMatchObject([{ amount: 200, currency: 'jpy' }]);
    expect(await steps.order(buyer, order)).toMatchObject({
      lines: [{ refunded: { amountMinor: 200, currency: 'JPY' } }],
    });
    const jpy = (amountMinor: number) => ({ amountMinor, currency: 'JPY' });
    expect(await new InvoiceSteps(fixture).of(buyer, order)).toMatchObject([
      { kind: 'invoice', total: jpy(500) },
      { kind: 'credit_note', total: jpy(200), lines: [{ gross: jpy(200) }], refundId: id },
    ]);
  });

  it('of the hosted page find the money', async () => {
    const { id } = await fixture.ordered(buyer, [fixture.priced(2000)]);
    const hosted = { method: 'stripe', flow: 'hosted', successUrl: 'http://shop.test/thanks' };
    const { body } = await fixture.post(buyer, `orders/${id}/payments`, hosted).expect(201);
    await stripe.payOn(body.details.url as string);
    await eventually('the order is paid', async () => {
      return (await steps.order(buyer, { id })).status === 'paid';
    });
    const refund = await steps.refunded(await steps.order(buyer, { id }));
    await steps.reaches(refund.id, 'succeeded');
  });

  it.each([
    ['before Stripe has done anything', 'before'],
    ['after it has', 'after'],
  ] as const)('survive a connection that breaks %s', async (_when, when) => {
    const order = await paid();
    const fault = { match: 'POST /v1/refunds', when, how: 'reset', times: 3 } as const;
    await stripe.behave({ faults: [fault], webhooks: { dropped: 1 } });
    const { id } = await steps.refunded(order);
    await eventually('the call has failed', async () => {
      return (await steps.stored(order.id))[0]?.attempts === 1;
    });
    expect(await steps.booked(order.id)).toEqual([]);
    // Longer than Stripe keeps keys.
    fixture.clock.advance(48 * HOUR_MS);
    await steps.reaches(id, 'succeeded');
    expect(await atStripe(order.intent)).toMatchObject([{ amount: 2000 }]);
    expect(await steps.booked(order.id)).toEqual([2000]);
    await shows(async () => expect(steps.published(order.id)).toHaveLength(1));
  });

  describe('that take a while', () => {
    const pending = 'pm_card_pendingRefund';

    async function sent(order: OrderResponse & { readonly intent: string }) {
      const refund = await steps.refunded(order);
      await eventually('the refund is at Stripe', async () => {
        return (await steps.stored(order.id)).some(
          ({ id, providerReference }) => id === refund.id && providerReference !== null,
        );
      });
      const [made] = await atStripe(order.intent);
      return { id: refund.id, reference: made?.id ?? '' };
    }

    it('change nothing until the money is there, however the events come', async () => {
      const order = await paid(undefined, pending);
      await stripe.behave({ webhooks: { duplicates: 1, delayMs: [0, 300] } });
      const { id, reference } = await sent(order);
      expect(await steps.order(buyer, order)).toMatchObject({ status: 'paid' });
      expect(steps.published(order.id)).toEqual([]);
      await stripe.act(reference, 'succeed');
      await steps.reaches(id, 'succeeded');
      expect(await steps.booked(order.id)).toEqual([2000]);
      await shows(async () => expect(steps.published(order.id)).toHaveLength(1));
    });

    it('are requested about when the events are lost', async () => {
      const order = await paid(undefined, pending);
      await stripe.behave({ webhooks: { dropped: 1 } });
      const { id, reference } = await sent(order);
      await stripe.act(reference, 'succeed');
      fixture.clock.advance(HOUR_MS);
      await steps.reaches(id, 'succeeded');
    });

    it('lose nothing when they fail, and can be tried again', async () => {
      const order = await paid(undefined, pending);
      const { id, reference } = await sent(order);
      await stripe.act(reference, 'fail');
      await steps.reaches(id, 'failed');
      const { body } = await fixture.get(buyer, `refunds/${id}`).expect(200);
      expect(body).toMatchObject({ failure: 'card_unavailable', completedAt: null });
      expect(await steps.booked(order.id)).toEqual([]);
      expect(steps.published(order.id)).toEqual([]);
      expect(await steps.order(buyer, order)).toMatchObject({ lines: [{ status: 'paid' }] });
      const again = await sent(order);
      await stripe.act(again.reference, 'succeed');
      await steps.reaches(again.id, 'succeeded');
      expect(await steps.booked(order.id)).toEqual([2000]);
    });

    it('fail before the response to them has arrived', async () => {
      const order = await paid(undefined, pending);
      const provider = fixture.service.get(StripeRefunds);
      const send = provider.send.bind(provider);
      const late = jest.spyOn(provider, 'send').mockImplementationOnce(async (refund) => {
        const response = await send(refund);
        fixture.clock.advance(1);
        await stripe.act(response.reference ?? '', 'fail');
        await shows(async () => {
          const events = await fixture.service.stored(PaymentEvent, { type: 'refund.failed' });
          const named = JSON.stringify(response.reference);
          const event = events.find(({ payload }) => JSON.stringify(payload).includes(named));
          expect(event).toMatchObject({ status: 'handled' });
        });
        return response;
      });
      const { id } = await steps.refunded(order);
      await steps.reaches(id, 'failed');
      expect(late).toHaveBeenCalledTimes(1);
      expect(await steps.booked(order.id)).toEqual([]);
    });

    it('can be canceled at Stripe', async () => {
      const order = await paid(undefined, pending);
      const { id, reference } = await sent(order);
      await stripe.api.refunds.cancel(reference);
      await steps.reaches(id, 'canceled');
      expect(await steps.booked(order.id)).toEqual([]);
    });

    it('and come back after they had arrived are owed again', async () => {
      const order = await paid();
      const { id, reference } = await sent(order);
      await steps.reaches(id, 'succeeded');
      await stripe.act(reference, 'fail');
      await steps.reaches(id, 'failed');
      expect(await steps.booked(order.id)).toEqual([2000, -2000]);
      expect(await steps.order(buyer, order)).toMatchObject({
        status: 'partially_refunded',
        lines: [{ status: 'refunded', refunded: { amountMinor: 0 } }],
      });
      const again = await steps.refunded(order);
      await steps.reaches(again.id, 'succeeded');
      expect(await steps.order(buyer, order)).toMatchObject({ status: 'refunded' });
    });
  });

  it('that Stripe refuses fail, and leave the rest to be refunded otherwise', async () => {
    const order = await paid();
    await stripe.api.refunds.create({ payment_intent: order.intent, amount: 1900 });
    const { id } = await steps.refunded(order);
    await steps.reaches(id, 'failed');
    expect(await fixture.get(buyer, `refunds/${id}`)).toMatchObject({
      body: { failure: 'refused_by_provider' },
    });
  });
});
