import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { orderPaid } from '@course-plateform/types/order';
import { Payment } from '../src/payment/payment.entity';
import { StripeProvider } from '../src/payment-providers/stripe/stripe.provider';
import { PaymentEvent } from '../src/payment-webhook/payment-event.entity';
import { CardFixture, shows } from './card.fixture';
import { type OrderFixture, USD_1999 } from './order.fixture';
import type { StripeStandIn } from './stripe-stand-in';

describe('payments by card', () => {
  let cards: CardFixture;
  let fixture: OrderFixture;
  let stripe: StripeStandIn;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start();
    ({ orders: fixture, stripe } = cards);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await cards.reset();
    ({ buyer } = cards);
  });

  const started: CardFixture['started'] = (...given) => cards.started(...given);
  const order = (id: string) => cards.order(id);
  const isPaid = (id: string) => cards.isPaid(id);
  const charges = (id: string) => cards.charges(id);
  const events = (reference: string) => cards.events(reference);

  describe('that Stripe does not report', () => {
    it('are found out by asking', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      await stripe.behave({ webhooks: { dropped: 1 } });
      await stripe.pay(reference);
      fixture.clock.advance(1000);
      await isPaid(id);
      const reported = (await events(reference)).map(({ type }) => type);
      expect(reported).not.toContain('payment_intent.succeeded');
      expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
        { chargeReference: reference, nextCheckAt: null },
      ]);
    });

    it('count no failed try by asking', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      await stripe.behave({ webhooks: { dropped: 1 } });
      await stripe.pay(reference, 'pm_card_chargeDeclined');
      const [before] = await fixture.service.stored(Payment, { orderId: id });
      fixture.clock.advance(1000);
      await shows(async () => {
        const [payment] = await fixture.service.stored(Payment, { orderId: id });
        expect(payment?.lastAttempt).toEqual({ state: 'failed', failure: 'card_declined' });
        expect(payment?.nextCheckAt?.getTime()).toBeGreaterThan(
          before?.nextCheckAt?.getTime() ?? 0,
        );
        expect(payment?.failedAttempts).toBe(0);
      });
    });

    it('are canceled at Stripe with their order, also when Stripe is unavailable at first', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      const fault = { match: 'POST /v1/payment_intents', when: 'before' } as const;
      await stripe.behave({ faults: [{ ...fault, how: 'error', times: 3 }] });
      await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
      await shows(async () => {
        fixture.clock.advance(1000);
        const intent = await stripe.api.paymentIntents.retrieve(reference);
        expect(intent.status).toBe('canceled');
      });
      await shows(async () =>
        expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
          { status: 'closed', nextCheckAt: null },
        ]),
      );
    });

    it('are canceled at Stripe at once when their order is canceled while Stripe is asked', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      const provider = fixture.service.get(StripeProvider);
      const status = provider.status.bind(provider);
      const late = jest.spyOn(provider, 'status').mockImplementationOnce(async (paid) => {
        expect(paid).toBe(reference);
        const standing = await status(paid);
        await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
        return standing;
      });
      fixture.clock.advance(1000);
      await shows(() => Promise.resolve(expect(late).toHaveBeenCalled()));
      // The clock does not go on: it is due at once.
      await shows(async () => {
        const intent = await stripe.api.paymentIntents.retrieve(reference);
        expect(intent.status).toBe('canceled');
      });
    });
  });

  describe('that Stripe reports', () => {
    it('twice, in any order and late count once', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      await stripe.behave({ webhooks: { duplicates: 1, delayMs: [0, 300] } });
      await stripe.pay(reference, 'pm_card_chargeDeclined');
      await stripe.pay(reference);
      await isPaid(id);
      await shows(async () => {
        const stored = await events(reference);
        expect(stored.filter(({ status }) => status === 'received')).toEqual([]);
        expect(stored.length).toBeGreaterThanOrEqual(4);
      });
      // And by another event about the same payment, as when an endpoint is added.
      const succeeded = (await events(reference)).find(
        ({ type }) => type === 'payment_intent.succeeded',
      );
      const payload = JSON.stringify({ ...succeeded?.payload, id: `evt_${newId()}` });
      await Promise.all([1, 2, 3].map(() => sent(payload).expect(200)));
      expect(await charges(id)).toHaveLength(1);
      expect(await order(id)).toMatchObject({ status: 'paid', payments: [{ received: USD_1999 }] });
      const published = fixture.service.events.of(orderPaid);
      expect(published.filter(({ payload: { orderId } }) => orderId === id)).toHaveLength(1);
    });

    const sent = (payload: string, signature = stripe.sign(payload)) =>
      fixture.service.http
        .post('/api/v1/payment-webhooks/stripe')
        .set({ 'Stripe-Signature': signature, 'Content-Type': 'application/json' })
        .send(payload);
    const anEvent = (object: object = {}, type = 'payment_intent.succeeded') =>
      JSON.stringify({ id: `evt_${newId()}`, object: 'event', type, data: { object } });

    it('in another amount or currency are put before a user', async () => {
      for (const [money, reason] of [
        [{ amount_received: 1, currency: 'usd' }, 'amount_mismatch'],
        [{ amount_received: 1999, currency: 'jpy' }, 'currency_mismatch'],
      ] as const) {
        const { id } = await fixture.ordered(buyer);
        const { reference } = await started(id);
        const metadata = { payment_key: `order:${id}:payment:1` };
        const intent = { id: reference, status: 'succeeded', metadata, ...money };
        await sent(anEvent(intent)).expect(200, { received: true });
        await shows(async () =>
          expect((await order(id)).payments).toMatchObject([
            { status: 'needs_review', reviewReason: reason },
          ]),
        );
        expect(await order(id)).toMatchObject({ status: 'pending_payment' });
        expect(await charges(id)).toEqual([]);
      }
    });

    describe('after the order has ended', () => {
      /** The buyer pays on the page at the same instant as the order is canceled here. */
      async function paidAfterCancellation(courseIds: string[]) {
        const { id } = await fixture.ordered(buyer, courseIds);
        const { reference } = await started(id);
        // Stripe does not hear of the cancellation.
        const fault = {
          match: `POST /v1/payment_intents/${reference}/cancel`,
          when: 'before',
        } as const;
        await stripe.behave({ faults: [{ ...fault, how: 'error', times: 1000 }] });
        await fixture.post(buyer, `orders/${id}/cancellations`).expect(201);
        return { id, pay: () => stripe.pay(reference) };
      }

      it('buy the courses all the same, and the history of the order says so', async () => {
        const { id, pay } = await paidAfterCancellation([fixture.course(), fixture.course()]);
        await pay();
        await isPaid(id);
        const { history, payments, lines } = await order(id);
        expect(history.map(({ status }) => status)).toEqual([
          ...['pending_payment', 'cancelled', 'pending_payment', 'paid'],
        ]);
        expect(payments).toMatchObject([{ status: 'succeeded', received: { amountMinor: 3998 } }]);
        expect(lines.map(({ status }) => status)).toEqual(['paid', 'paid']);
        expect(await charges(id)).toHaveLength(1);
        await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === id);
      });

      it('buy nothing that is in another order by now', async () => {
        const course = fixture.course();
        const { id, pay } = await paidAfterCancellation([course, fixture.course()]);
        const again = await fixture.ordered(buyer, [course]);
        await pay();
        await shows(async () =>
          expect((await order(id)).payments).toMatchObject([
            { status: 'reviewed', reviewReason: null, received: { amountMinor: 3998 } },
          ]),
        );
        expect(await order(id)).toMatchObject({ status: 'cancelled' });
        expect(await order(again.id)).toMatchObject({ status: 'pending_payment' });
      });

      it('buy nothing that the buyer got in another way', async () => {
        const course = fixture.course();
        const { id, pay } = await paidAfterCancellation([course]);
        fixture.owned.respondWith(({ courseIds }) => ({ courseIds }));
        await pay();
        await shows(async () =>
          expect((await order(id)).payments).toMatchObject([{ status: 'reviewed' }]),
        );
        await fixture.fakeUpstreams();
        expect(await order(id)).toMatchObject({ status: 'cancelled' });
      });
    });

    it('for an order that nobody knows are kept and tried again', async () => {
      const metadata = { payment_key: `order:${newId()}:payment:1` };
      const intent = {
        id: `pi_${newId()}`,
        status: 'succeeded',
        metadata,
        amount_received: 1,
        currency: 'usd',
      };
      await sent(anEvent(intent)).expect(200);
      await shows(async () =>
        expect(await events(intent.id)).toMatchObject([
          { status: 'unmatched', attempts: 1, nextAttemptAt: expect.any(Date) },
        ]),
      );
    });

    it('and that mean nothing to us are stored and ignored', async () => {
      const object = { id: `prod_${newId()}` };
      await sent(anEvent(object, 'product.created')).expect(200);
      await shows(async () =>
        expect(await events(object.id)).toMatchObject([{ status: 'ignored', nextAttemptAt: null }]),
      );
    });

    it('wait while Stripe cannot be asked, and are handled afterwards', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      const fault = { match: `GET /v1/payment_intents/${reference}`, when: 'before' } as const;
      await stripe.behave({ faults: [{ ...fault, how: 'error', times: 3 }] });
      await sent(
        anEvent({ id: reference, status: 'canceled', metadata: {} }, 'payment_intent.canceled'),
      );
      await shows(async () =>
        expect(await events(reference)).toContainEqual(
          expect.objectContaining({ status: 'received', attempts: 1 }),
        ),
      );
      fixture.clock.advance(60_000);
      await shows(async () =>
        expect(await events(reference)).not.toContainEqual(
          expect.objectContaining({ status: 'received' }),
        ),
      );
      // It is not canceled at Stripe, whatever the event said.
      expect((await order(id)).payments).toMatchObject([{ status: 'open' }]);
    });

    describe('are refused, and nothing is stored,', () => {
      const now = () => Math.floor(Date.now() / 1000);

      it.each([
        ['without a signature', () => ''],
        ['with a forged one', (payload: string) => stripe.sign(payload, now(), 'whsec_forged')],
        ['with that of another body', () => stripe.sign(anEvent())],
        ['that was signed too long ago', (payload: string) => stripe.sign(payload, now() - 301)],
        ['that was signed in the future', (payload: string) => stripe.sign(payload, now() + 301)],
        ['without a time', (payload: string) => stripe.sign(payload).replace(/t=\d+,/, '')],
      ])('%s', async (_what, signatureOf) => {
        const payload = anEvent({ id: `pi_${newId()}` });
        const before = await fixture.service.stored(PaymentEvent);
        const response = await sent(payload, signatureOf(payload));
        expect(response.status).toBe(400);
        expect(response.body).toMatchObject({ code: 'payment_webhook.signature_invalid' });
        expect(await fixture.service.stored(PaymentEvent)).toHaveLength(before.length);
      });

      it('larger than any event is', async () => {
        const response = await sent(anEvent({ id: 'x'.repeat(300_000) }));
        expect(response.status).toBe(413);
      });

      it('but not when they are signed by one of several secrets', async () => {
        const payload = anEvent({}, 'product.created');
        await sent(payload, stripe.sign(payload, now(), 'whsec_next')).expect(200);
      });
    });
  });
});
