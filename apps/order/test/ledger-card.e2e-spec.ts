import { HOUR_MS, newId } from '@course-plateform/common/kernel';
import { LedgerEntry } from '../src/ledger/ledger-entry.entity';
import { LedgerTransaction } from '../src/ledger/ledger-transaction.entity';
import { PendingFee } from '../src/payment/pending-fee.entity';
import { CardFixture, shows } from './card.fixture';
import type { OrderFixture } from './order.fixture';

describe('the ledger of payments by card', () => {
  let cards: CardFixture;
  let orders: OrderFixture;

  beforeAll(async () => {
    cards = await CardFixture.start({ PROVIDER_FEE_SECONDS: '1' });
    ({ orders } = cards);
  });

  afterAll(() => cards.stop());

  beforeEach(() => cards.reset());

  async function feesOf(orderId: string): Promise<[string, number, string][]> {
    const where = { orderId, kind: { $in: ['provider_fee'] } } as object;
    const posted = await orders.service.stored(LedgerTransaction, where);
    const transactionId = { $in: posted.map(({ id }) => id) };
    const entries = await orders.service.stored(LedgerEntry, { transactionId });
    return entries.map(({ account, amountMinor, currency }) => [account, amountMinor, currency]);
  }

  const isPosted = (orderId: string, fee: number, currency: string) =>
    shows(async () => {
      expect(await feesOf(orderId)).toEqual([
        ['provider_fees', fee, currency],
        ['provider_balance', -fee, currency],
      ]);
      expect(await orders.service.stored(PendingFee)).toEqual([]);
    });

  it.each([
    ['USD', 1, 'amount_mismatch'],
    ['JPY', 1999, 'currency_mismatch'],
  ])('has %s that were not asked for as unapplied, once', async (currency, amount, reason) => {
    const { id } = await orders.ordered(cards.buyer);
    const { reference } = await cards.started(id);
    const money = { amount_received: amount, currency: currency.toLowerCase() };
    const metadata = { payment_key: `order:${id}:payment:1` };
    const object = { id: reference, status: 'succeeded', metadata, ...money };
    const event = { object: 'event', type: 'payment_intent.succeeded', data: { object } };
    for (let times = 0; times < 2; times += 1) {
      const payload = JSON.stringify({ id: `evt_${newId()}`, ...event });
      await orders.service.http
        .post('/api/v1/payment-webhooks/stripe')
        .set({ 'Stripe-Signature': cards.stripe.sign(payload), 'Content-Type': 'application/json' })
        .send(payload)
        .expect(200);
    }
    await shows(async () =>
      expect((await cards.order(id)).payments).toMatchObject([{ reviewReason: reason }]),
    );
    await shows(async () => {
      const events = (await cards.events(reference)).filter(({ type }) => type === event.type);
      expect(events.map(({ status }) => `${status}`)).toEqual(['handled', 'handled']);
    });
    const posted = await orders.service.stored(LedgerTransaction, { orderId: id });
    expect(posted.map(({ kind }) => kind)).toEqual(['receipt']);
    const entries = await orders.service.stored(LedgerEntry, {
      transactionId: posted[0]?.id ?? '',
    });
    expect(entries.map((entry) => [entry.account, entry.amountMinor, entry.currency])).toEqual([
      ['provider_balance', amount, currency],
      ['unapplied_receipts', -amount, currency],
    ]);
  });

  it.each([
    ['USD', 2000, 88],
    ['JPY', 500, 45],
    // 14.80 ISK, of which there are only whole ones.
    ['ISK', 500, 15],
  ])('has the fee of Stripe in %s', async (currency, amount, fee) => {
    const { id } = await orders.ordered(cards.buyer, [orders.priced(amount, currency)]);
    const { reference } = await cards.started(id);
    await cards.stripe.pay(reference);
    await cards.isPaid(id);
    await isPosted(id, fee, currency);
  });

  it('has the fee of a hosted page', async () => {
    const { id } = await orders.ordered(cards.buyer, [orders.priced(2000)]);
    const body = { flow: 'hosted', successUrl: 'http://shop.test/thanks' };
    const { details } = await cards.started(id, body);
    await cards.stripe.payOn((details as { url: string }).url);
    await cards.isPaid(id);
    await isPosted(id, 88, 'USD');
  });

  it('has a fee once, however often Stripe does not respond first', async () => {
    const { id } = await orders.ordered(cards.buyer, [orders.priced(2000)]);
    const { reference } = await cards.started(id);
    const fault = { match: 'GET /v1/payment_intents', when: 'before', how: 'error', times: 6 };
    await cards.stripe.behave({ faults: [fault as never] });
    await cards.stripe.pay(reference);
    await shows(async () => {
      const [pending] = await orders.service.stored(PendingFee);
      expect(pending?.attempts).toBeGreaterThan(0);
    });
    expect(await feesOf(id)).toEqual([]);
    await cards.stripe.behave();
    await shows(async () => {
      orders.clock.advance(HOUR_MS);
      expect(await feesOf(id)).toHaveLength(2);
    });
    await isPosted(id, 88, 'USD');
  });

  it('has no fee of a bank transfer', async () => {
    const { id } = await orders.paid(cards.buyer, [orders.priced(2000)]);
    expect(await orders.service.stored(PendingFee)).toEqual([]);
    expect(await feesOf(id)).toEqual([]);
  });
});
