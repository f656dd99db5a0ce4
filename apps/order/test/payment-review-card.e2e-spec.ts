import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { CardFixture, shows } from './card.fixture';
import type { OrderFixture } from './order.fixture';
import { PaymentReviewSteps } from './payment-review.fixture';
import { RefundSteps } from './refund.fixture';
import type { StripeStandIn } from './stripe-stand-in';

describe('reviews of payments by card', () => {
  let cards: CardFixture;
  let fixture: OrderFixture;
  let stripe: StripeStandIn;
  let steps: PaymentReviewSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start({ REFUND_JOB_SECONDS: '1' });
    ({ orders: fixture, stripe } = cards);
    steps = new PaymentReviewSteps(fixture);
    refunds = new RefundSteps(fixture);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await fixture.fakeUpstreams();
    await cards.reset();
    ({ buyer } = cards);
  });

  /** The buyer pays at the same instant as the order is canceled, and has the course in another order by then. */
  async function late(card = 'pm_card_visa') {
    const course = fixture.course();
    const { id } = await fixture.ordered(buyer, [course]);
    const { reference } = await cards.started(id);
    const match = `POST /v1/payment_intents/${reference}/cancel`;
    await stripe.behave({ faults: [{ match, when: 'before', how: 'error', times: 1000 }] });
    await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
    await fixture.ordered(buyer, [course]);
    await stripe.pay(reference, card);
    return { id, reference };
  }

  const atStripe = async (intent: string) =>
    (await stripe.api.refunds.list({ payment_intent: intent })).data;

  it('send money that nobody can use back by themselves, once', async () => {
    const { id, reference } = await late();
    await shows(async () =>
      expect(await steps.booked(id)).toEqual([
        ['unapplied_charge', 1999],
        ['refund', 1999],
      ]),
    );
    const review = await steps.only(id);
    expect(review).toMatchObject({ status: 'refunded', reason: 'order_over', decidedBy: null });
    expect(await atStripe(reference)).toMatchObject([
      { amount: 1999, metadata: { refund_key: `refund:${review.refundId ?? ''}` } },
    ]);
    const order = await cards.order(id);
    expect(order).toMatchObject({ status: 'cancelled', payments: [{ status: 'reviewed' }] });
    expect(order.history.map(({ cause }) => cause).filter(Boolean)).toEqual([
      ...['payment_in_review', 'payment_refunded'],
    ]);
    await shows(async () => expect(steps.published(id)).toEqual(['refunded']));
    // A report that comes late or twice changes nothing.
    for (const { id: eventId } of await cards.events(reference)) await stripe.resend(eventId);
    await shows(async () => {
      const stored = await cards.events(reference);
      expect(stored.filter(({ status }) => status === 'received')).toEqual([]);
    });
    expect(await steps.of(id)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'send it once when the connection breaks %s Stripe has done it',
    async (when) => {
      const { id, reference } = await late();
      const fault = { match: 'POST /v1/refunds', when, how: 'reset', times: 3 } as const;
      await stripe.behave({ faults: [fault] });
      await shows(async () => {
        fixture.clock.advance(60_000);
        expect(await steps.booked(id)).toContainEqual(['refund', 1999]);
      });
      expect(await atStripe(reference)).toMatchObject([{ amount: 1999 }]);
    },
  );

  it('leave money to an admin that did not reach the buyer', async () => {
    const { id, reference } = await late('pm_card_pendingRefund');
    let refund = '';
    await shows(async () => {
      refund = (await atStripe(reference))[0]?.id ?? '';
      expect(refund).not.toBe('');
    });
    await stripe.act(refund, 'fail');
    await shows(async () =>
      expect(await steps.only(id)).toMatchObject({ status: 'open', decidedBy: null }),
    );
    expect(await cards.order(id)).toMatchObject({ payments: [{ status: 'needs_review' }] });
    await steps.decide((await steps.only(id)).id, 'refund').expect(201);
    await shows(async () => expect(await atStripe(reference)).toHaveLength(2));
    // Booked when it was decided first, and not again.
    expect(await steps.booked(id)).toEqual([['unapplied_charge', 1999]]);
  });

  const sent = (payload: string) =>
    fixture.service.http
      .post('/api/v1/payment-webhooks/stripe')
      .set({ 'Stripe-Signature': stripe.sign(payload), 'Content-Type': 'application/json' })
      .send(payload);

  /** Stripe reports another amount or currency than was asked for, and reports it again. */
  async function mismatched(money: { amount_received: number; currency: string }) {
    const { id } = await fixture.ordered(buyer);
    const { reference } = await cards.started(id);
    const metadata = { payment_key: `order:${id}:payment:1` };
    const object = { id: reference, status: 'succeeded', metadata, ...money };
    for (let time = 0; time < 2; time += 1) {
      const type = 'payment_intent.succeeded';
      const event = { id: `evt_${newId()}`, object: 'event', type, data: { object } };
      await sent(JSON.stringify(event)).expect(200);
    }
    await shows(async () => {
      const stored = await cards.events(reference);
      const reported = stored.filter(({ type }) => type === 'payment_intent.succeeded');
      expect(reported.map(({ status }) => status)).toEqual(['handled', 'handled']);
    });
    return { id, review: await steps.only(id) };
  }

  it('wait for an admin when the amount is another', async () => {
    const { id, review } = await mismatched({ amount_received: 2500, currency: 'usd' });
    expect(review).toMatchObject({
      ...{ status: 'open', reason: 'amount_mismatch' },
      ...{ received: { amountMinor: 2500, currency: 'USD' }, expected: { amountMinor: 1999 } },
    });
    await steps.decide(review.id, 'apply').expect(201);
    expect(await cards.order(id)).toMatchObject({
      status: 'paid',
      payments: [{ status: 'succeeded', surplus: { amountMinor: 501 } }],
    });
  });

  it('cannot apply another currency, and can keep it', async () => {
    const { id, review } = await mismatched({ amount_received: 1999, currency: 'jpy' });
    expect(review).toMatchObject({
      ...{ status: 'open', reason: 'currency_mismatch' },
      received: { amountMinor: 1999, currency: 'JPY' },
    });
    const refused = await steps.decide(review.id, 'apply');
    expect(refused.body).toMatchObject({ reason: 'currency_mismatch' });
    await steps.decide(review.id, 'keep', 'Exchanged.').expect(201);
    expect(await fixture.get(buyer, 'transactions')).toMatchObject({
      body: {
        items: [{ kind: 'unapplied_charge', amount: { amountMinor: 1999, currency: 'JPY' } }],
      },
    });
    expect(refunds.published(id)).toEqual([]);
  });
});
