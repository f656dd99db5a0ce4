import type { MoneyValue } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { orderPaid } from '@course-plateform/types/order';
import { Payment } from '../src/payment/payment.entity';
import { CardFixture, shows } from './card.fixture';
import { type OrderFixture, USD_1999 } from './order.fixture';
import type { StripeStandIn } from './stripe-stand-in';

describe('payments by card', () => {
  const attemptsMax = 3;
  let cards: CardFixture;
  let fixture: OrderFixture;
  let stripe: StripeStandIn;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start({
      STRIPE_ATTEMPTS_MAX: String(attemptsMax),
      STRIPE_STATEMENT_SUFFIX: 'COURSES',
    });
    ({ orders: fixture, stripe } = cards);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await cards.reset();
    ({ buyer } = cards);
  });

  const start: CardFixture['start'] = (...given) => cards.start(...given);
  const started: CardFixture['started'] = (...given) => cards.started(...given);
  const order = (id: string) => cards.order(id);
  const isPaid = (id: string) => cards.isPaid(id);
  const charges = (id: string) => cards.charges(id);
  const intents = (id: string) => cards.intents(id);
  const events = (reference: string) => cards.events(reference);

  const HOSTED = { flow: 'hosted', successUrl: 'http://shop.test/thanks' };

  describe('on a page of the shop', () => {
    it('begin with the secret of a payment of the whole amount, and end with the order paid once', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await started(id);
      expect(payment).toMatchObject({
        method: 'stripe',
        status: 'open',
        amount: USD_1999,
        bankAccount: null,
        lastAttempt: null,
        details: {
          method: 'stripe',
          flow: 'embedded',
          publishableKey: 'pk_test_of_the_tests',
          url: null,
        },
        clientSecret: expect.stringContaining(`${payment.reference}_secret_`),
      });
      expect(JSON.stringify(await order(id))).not.toContain('_secret_');
      expect(await intents(id)).toMatchObject([
        {
          id: payment.reference,
          amount: 1999,
          currency: 'usd',
          automatic_payment_methods: { enabled: true },
          statement_descriptor_suffix: 'COURSES',
          metadata: { order_id: id, payment_key: `order:${id}:payment:1` },
        },
      ]);
      expect(await stripe.pay(payment.reference)).toBe('succeeded');
      await isPaid(id);
      expect((await order(id)).payments).toMatchObject([
        { status: 'succeeded', received: USD_1999, missing: { amountMinor: 0 } },
      ]);
      expect(await charges(id)).toMatchObject([
        { kind: 'charge', method: 'stripe', amountMinor: 1999 },
      ]);
      expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
        { chargeReference: payment.reference },
      ]);
      await fixture.service.events.next(orderPaid, ({ payload }) => payload.orderId === id);
      await shows(async () =>
        expect(new Set((await events(payment.reference)).map(({ status }) => status))).toEqual(
          new Set(['handled', 'ignored']),
        ),
      );
      expect(JSON.stringify(await events(payment.reference))).not.toContain('_secret_');
    });

    it('are given again while they are open, also at once', async () => {
      const { id } = await fixture.ordered(buyer);
      const all = await Promise.all([1, 2, 3].map(() => started(id)));
      expect(new Set(all.map(({ reference }) => reference)).size).toBe(1);
      expect(await intents(id)).toHaveLength(1);
    });

    it('find the payment that was begun when the response of Stripe was lost', async () => {
      const { id } = await fixture.ordered(buyer);
      const fault = { match: 'POST /v1/payment_intents', when: 'after' } as const;
      // The package tries three times.
      await stripe.behave({ faults: [{ ...fault, how: 'reset', times: 3 }] });
      const lost = await start(id);
      expect(lost.status).toBe(503);
      expect(lost.body).toMatchObject({ code: 'payment.provider_unavailable' });
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
      const { reference } = await started(id);
      expect((await intents(id)).map((intent) => intent.id)).toEqual([reference]);
    });

    it('say why the last try failed, and let the buyer try again', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      await stripe.pay(reference, 'pm_card_chargeDeclinedInsufficientFunds');
      const failed = { state: 'failed', failure: 'insufficient_funds' };
      await shows(async () =>
        expect((await order(id)).payments).toMatchObject([{ status: 'open', lastAttempt: failed }]),
      );
      expect((await started(id)).reference).toBe(reference);
      await stripe.pay(reference);
      await isPaid(id);
    });

    it('end after too many tries, and leave the other methods', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      for (let time = 1; time <= attemptsMax; time += 1) {
        await stripe.pay(reference, 'pm_card_chargeDeclined');
        await shows(async () =>
          expect(await fixture.service.stored(Payment, { orderId: id })).toMatchObject([
            { failedAttempts: time },
          ]),
        );
      }
      await shows(async () =>
        expect((await order(id)).payments).toMatchObject([{ status: 'closed' }]),
      );
      expect((await stripe.api.paymentIntents.retrieve(reference)).status).toBe('canceled');
      const response = await start(id);
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({ code: 'payment.too_many_attempts' });
      await fixture.billed(buyer, id);
    });

    it('wait for 3-D Secure and for slow banks', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      expect(await stripe.pay(reference, 'pm_card_authenticationRequired')).toBe('requires_action');
      await shows(async () =>
        expect((await order(id)).payments).toMatchObject([
          { lastAttempt: { state: 'requires_action', failure: null } },
        ]),
      );
      const intent = await stripe.api.paymentIntents.retrieve(reference);
      const page = intent.next_action?.redirect_to_url?.url ?? '';
      await fetch(`${page}&outcome=failed`, { method: 'POST', redirect: 'manual' });
      await shows(async () =>
        expect((await order(id)).payments).toMatchObject([
          { lastAttempt: { state: 'failed', failure: 'authentication_failed' } },
        ]),
      );
      expect(await stripe.pay(reference, 'pm_usBankAccount_processing')).toBe('processing');
      await shows(async () =>
        expect((await order(id)).payments).toMatchObject([
          { lastAttempt: { state: 'processing', failure: null } },
        ]),
      );
      const other = await fixture.post(buyer, `orders/${id}/payments`, { method: 'bank_transfer' });
      expect(other.body).toMatchObject({ code: 'payment.in_progress' });
      await stripe.act(reference, 'arrive');
      await isPaid(id);
    });

    it('are canceled at Stripe when the buyer chooses another method', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      await fixture.billed(buyer, id);
      expect((await stripe.api.paymentIntents.retrieve(reference)).status).toBe('canceled');
      expect((await order(id)).payments).toMatchObject([{ status: 'closed' }, { status: 'open' }]);
    });
  });

  describe("on Stripe's own page", () => {
    it('lead there and back, and end with the order paid', async () => {
      const { id } = await fixture.ordered(buyer);
      const payment = await started(id, HOSTED);
      const url = (payment.details as { url: string }).url;
      expect(payment).toMatchObject({
        details: { flow: 'hosted', publishableKey: null },
        clientSecret: null,
      });
      expect(await stripe.payOn(url)).toBe('http://shop.test/thanks');
      await isPaid(id);
      const [stored] = await fixture.service.stored(Payment, { orderId: id });
      expect(stored?.chargeReference).toMatch(/^pi_/);
      expect(await charges(id)).toHaveLength(1);
    });

    it('take the place of a payment on a page of the shop', async () => {
      const { id } = await fixture.ordered(buyer);
      const { reference } = await started(id);
      const hosted = await started(id, HOSTED);
      expect(hosted.reference).toMatch(/^cs_/);
      expect((await stripe.api.paymentIntents.retrieve(reference)).status).toBe('canceled');
      const back = await started(id);
      expect(back.reference).not.toBe(reference);
      const session = await stripe.api.checkout.sessions.retrieve(hosted.reference);
      expect(session.status).toBe('expired');
    });

    it.each([
      ['elsewhere', { ...HOSTED, successUrl: 'http://evil.test/thanks' }],
      ['elsewhere when they are given up', { ...HOSTED, cancelUrl: 'http://shop.test.evil.test/' }],
      ['nowhere', { flow: 'hosted' }],
    ])('do not lead %s', async (_where, body) => {
      const { id } = await fixture.ordered(buyer);
      const response = await start(id, body);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code: 'payment.return_url_not_allowed' });
      expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
    });
  });

  describe('in other currencies', () => {
    it.each([
      ['JPY', 500, 500],
      ['KWD', 1230, 1230],
      ['ISK', 500, 50_000],
    ])('ask Stripe for %s in its own minor units', async (currency, amountMinor, amount) => {
      const { id } = await fixture.ordered(buyer, [fixture.priced(amountMinor, currency)]);
      const { reference } = await started(id);
      const intent = await stripe.api.paymentIntents.retrieve(reference);
      expect(intent).toMatchObject({ amount, currency: currency.toLowerCase() });
      await stripe.pay(reference);
      await isPaid(id);
      expect((await order(id)).payments).toMatchObject([{ received: { amountMinor, currency } }]);
    });

    it.each([
      ['less than it takes', { amountMinor: 49, currency: 'USD' }, 'amount_too_small'],
      [
        'a last decimal it cannot take',
        { amountMinor: 1234, currency: 'KWD' },
        'amount_not_divisible',
      ],
      [
        'a currency it does not take',
        { amountMinor: 1000, currency: 'XCD' },
        'currency_not_supported',
      ],
    ])(
      'are refused for %s, with the methods that can',
      async (_what, money: MoneyValue, reason) => {
        const { id } = await fixture.ordered(buyer, [
          fixture.priced(money.amountMinor, money.currency),
        ]);
        const response = await start(id);
        expect(response.status).toBe(422);
        expect(response.body).toMatchObject({
          code: 'payment.amount_not_supported',
          reason,
          available: ['bank_transfer'],
        });
        expect(await intents(id)).toEqual([]);
      },
    );
  });
});
