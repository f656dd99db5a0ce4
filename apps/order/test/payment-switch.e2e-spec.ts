import { Money, RequestContext, newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { orderPaid } from '@course-plateform/types/order';
import { Order } from '../src/order/order.entity';
import { OrderService } from '../src/order/order.service';
import { PaymentService } from '../src/payment/payment.service';
import { Payment } from '../src/payment/payment.entity';
import { PaymentProviderRegistry } from '../src/payment-providers/payment-provider.registry';
import type { PaymentCreateDto } from '../src/payment-providers/payment-create.dto';
import type { PaymentMethod } from '../src/payment-providers/payment-method';
import { paymentKey } from '../src/payment-providers/payment-provider';
import { Transaction } from '../src/transaction/transaction.entity';
import { CARD, CardProvider } from './card-provider';
import { OrderFixture, USD_1999 } from './order.fixture';

/** How often each race is run: whoever wins, what is stored must be right. */
const RUNS = [1, 2, 3, 4];

describe('switching the payment method', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;
  let card: CardProvider;
  let orderId: string;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    card = new CardProvider();
    fixture.service.get(PaymentProviderRegistry).register(card);
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    card.isUnavailable = false;
    card.isCharging = false;
    buyer = await fixture.service.user();
    orderId = (await fixture.ordered(buyer)).id;
  });

  // The method is in no document, so responses that name it are taken from the service behind the route.
  const byCard = (id = orderId) =>
    RequestContext.run(new RequestContext(), () =>
      fixture.service
        .get(PaymentService)
        .start({ userId: buyer.id }, id, { method: CARD } as PaymentCreateDto),
    );
  const cancelled = () =>
    RequestContext.run(new RequestContext(), () =>
      fixture.service.get(OrderService).cancel({ userId: buyer.id }, orderId),
    );
  const byBank = (headers: Record<string, string> = {}) =>
    fixture.post(buyer, `orders/${orderId}/payments`, { method: 'bank_transfer' }, headers);

  async function payments(): Promise<{ method: string; status: string; reference: string }[]> {
    const stored = await fixture.service.stored(Payment, { orderId });
    return stored
      .sort((one, other) => one.number - other.number)
      .map(({ method, status, reference }) => ({ method, status, reference }));
  }

  const orderStatus = async () => (await fixture.service.stored(Order, { id: orderId }))[0]?.status;
  const charges = () => fixture.service.stored(Transaction, { orderId });

  it('closes the open payment and starts the new one', async () => {
    const bank = await fixture.billed(buyer, orderId);
    const begun = await byCard();
    expect(begun).toMatchObject({ method: CARD, status: 'open', amount: USD_1999 });
    expect(await payments()).toEqual([
      { method: 'bank_transfer', status: 'closed', reference: bank.reference },
      { method: CARD, status: 'open', reference: begun.reference },
    ]);
    expect(await orderStatus()).toBe('pending_payment');
    expect(await charges()).toEqual([]);
    // And the same method gives the open one again.
    expect((await byCard()).id).toBe(begun.id);
    expect(await payments()).toHaveLength(2);
  });

  it('cancels the open payment at its provider', async () => {
    const { reference } = await byCard();
    const bank = await fixture.billed(buyer, orderId);
    expect(bank).toMatchObject({ method: 'bank_transfer', status: 'open' });
    expect(card.states.get(reference)).toEqual({ state: 'cancelled' });
    expect(await payments()).toMatchObject([{ status: 'closed' }, { status: 'open' }]);
  });

  it('can be repeated as often as the buyer likes', async () => {
    for (let time = 0; time < 2; time += 1) {
      await fixture.billed(buyer, orderId);
      await byCard();
    }
    const statuses = (await payments()).map(({ status }) => status);
    expect(statuses).toEqual(['closed', 'closed', 'closed', 'open']);
    expect(new Set((await payments()).map(({ reference }) => reference)).size).toBe(4);
  });

  it('leaves money that arrives for the first payment to an admin, and the order can still be paid', async () => {
    const bank = await fixture.billed(buyer, orderId);
    const { reference } = await byCard();
    const late = await fixture.confirm(bank.id, USD_1999);
    expect(late.status).toBe(201);
    expect(late.body).toMatchObject({ status: 'needs_review', received: USD_1999 });
    expect(await orderStatus()).toBe('pending_payment');
    expect(await charges()).toEqual([]);
    card.settle(reference, Money.from(USD_1999));
    await expect(byCard()).rejects.toMatchObject({ code: 'payment.already_paid' });
    expect(await orderStatus()).toBe('paid');
    expect(await charges()).toMatchObject([{ method: CARD, amountMinor: 1999 }]);
  });

  it('leaves a partial amount of the first payment to an admin', async () => {
    const bank = await fixture.billed(buyer, orderId);
    await fixture.confirm(bank.id, { amountMinor: 500, currency: 'USD' }).expect(201);
    await expect(byCard()).resolves.toMatchObject({ amount: USD_1999, missing: USD_1999 });
    expect(await payments()).toMatchObject([{ status: 'needs_review' }, { status: 'open' }]);
  });

  describe('when the first payment has just succeeded', () => {
    it('pays the order and returns it as paid, also on a repeated request', async () => {
      const { reference, id } = await byCard();
      card.settle(reference, Money.from(USD_1999));
      const key = { 'Idempotency-Key': newId() };
      const response = await byBank(key);
      expect([response.status, response.body.code]).toEqual([409, 'payment.already_paid']);
      const again = await byBank(key);
      expect([again.status, again.body.code]).toEqual([409, 'payment.already_paid']);
      expect(await payments()).toMatchObject([{ method: CARD, status: 'succeeded' }]);
      expect(await orderStatus()).toBe('paid');
      expect(await charges()).toMatchObject([{ paymentId: id, method: CARD, amountMinor: 1999 }]);
      const isOurs = ({ payload }: { payload: { orderId: string } }) => payload.orderId === orderId;
      await fixture.service.events.next(orderPaid, isOurs);
      expect(fixture.service.events.of(orderPaid).filter(isOurs)).toHaveLength(1);
    });

    it.each(RUNS)('pays the order once, also for concurrent requests (run %i)', async () => {
      const { reference } = await byCard();
      card.settle(reference, Money.from(USD_1999));
      const responses = await Promise.all([byBank(), byBank(), byBank()]);
      expect(responses.map(({ status }) => status)).toEqual([409, 409, 409]);
      const [paid] = await fixture.service.stored(Payment, { orderId });
      expect(paid).toMatchObject({ status: 'succeeded', receivedMinor: 1999 });
      expect(await charges()).toHaveLength(1);
    });
  });

  it('changes nothing while the provider of the open payment is unavailable', async () => {
    const { reference } = await byCard();
    card.isUnavailable = true;
    const response = await byBank();
    expect([response.status, response.body.code]).toEqual([503, 'payment.provider_unavailable']);
    expect(await payments()).toEqual([{ method: CARD, status: 'open', reference }]);
    card.isUnavailable = false;
    expect((await byBank()).status).toBe(201);
  });

  it('changes nothing while the provider of the new payment is unavailable', async () => {
    const bank = await fixture.billed(buyer, orderId);
    card.isUnavailable = true;
    await expect(byCard()).rejects.toMatchObject({ code: 'payment.provider_unavailable' });
    expect((await byBank()).body).toMatchObject({ id: bank.id, status: 'open' });
    expect(await payments()).toHaveLength(1);
  });

  it('is rejected when it is too late to cancel the open payment', async () => {
    const { reference } = await byCard();
    card.isCharging = true;
    const response = await byBank();
    expect([response.status, response.body.code]).toEqual([409, 'payment.in_progress']);
    expect(response.headers['retry-after']).toBe('1');
    expect(await payments()).toEqual([{ method: CARD, status: 'open', reference }]);
  });

  describe('after a crash', () => {
    it.each([['bank_transfer'], [CARD]])(
      'between canceling the open payment and starting the new one, continues by %s',
      async (method) => {
        const { reference } = await byCard();
        await card.cancel(reference);
        if (method === CARD) await byCard();
        else await byBank().expect(201);
        const [ended, open, ...more] = await payments();
        expect(ended).toEqual({ method: CARD, status: 'closed', reference });
        expect(open).toMatchObject({ method, status: 'open' });
        expect(more).toEqual([]);
        if (method === CARD) {
          expect(card.states.get(open?.reference ?? '')).toEqual({ state: 'pending' });
        }
      },
    );

    it('after initiating the new payment, finds it', async () => {
      await fixture.billed(buyer, orderId);
      const charge = { key: paymentKey(orderId, 2), amount: Money.from(USD_1999) };
      const { reference } = await card.initiate({ ...charge, now: fixture.clock.now() });
      expect((await byCard()).reference).toBe(reference);
    });
  });

  describe('from two tabs at once', () => {
    /** One payment is open, and whatever was begun at the provider beside it can be paid by nobody. */
    async function oneIsOpen(): Promise<void> {
      const all = await payments();
      const open = all.filter(({ status }) => status === 'open');
      expect(open).toHaveLength(1);
      expect(all.filter(({ status }) => status !== 'open' && status !== 'closed')).toEqual([]);
      for (const [reference, { state }] of card.states) {
        if (!reference.includes(orderId)) continue;
        expect(state).toBe(reference === open[0]?.reference ? 'pending' : 'cancelled');
      }
    }

    it('starts again when another payment was opened meanwhile', async () => {
      card.meanwhile = () => byBank().expect(201);
      const { reference } = await byCard();
      expect(await payments()).toMatchObject([
        { method: 'bank_transfer', status: 'closed' },
        { method: CARD, status: 'open', reference },
      ]);
      expect(reference).toBe(`card ${paymentKey(orderId, 2)}`);
      await oneIsOpen();
    });

    it.each(RUNS)('opens one payment when none was open (run %i)', async () => {
      await Promise.all([byBank(), byCard(), byBank(), byCard()]);
      await oneIsOpen();
    });

    it.each(RUNS)('opens one payment when another one was open (run %i)', async () => {
      await fixture.billed(buyer, orderId);
      const begun = await Promise.all([byCard(), byCard(), byCard()]);
      expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
      await oneIsOpen();
      expect(await payments()).toHaveLength(2);
    });

    it.each(RUNS)('opens none when the order is canceled first (run %i)', async () => {
      const [begun] = await Promise.allSettled([byCard(), cancelled()]);
      const all = await payments();
      expect(all.map(({ status }) => status)).toEqual(
        begun.status === 'fulfilled' ? ['closed'] : [],
      );
      if (begun.status === 'rejected') {
        expect(begun.reason).toMatchObject({ code: 'payment.order_over' });
        const { state } = card.states.get(`card ${paymentKey(orderId, 1)}`) ?? {};
        expect(['cancelled', undefined]).toContain(state);
      }
    });
  });

  it('is rejected for an unknown method, with the available methods', async () => {
    const start = fixture.service
      .get(PaymentService)
      .start({ userId: buyer.id }, orderId, { method: 'cash' as PaymentMethod });
    await expect(start).rejects.toMatchObject({
      code: 'payment.method_unavailable',
      occurrence: {
        params: { method: 'cash', available: `bank_transfer, ${CARD}` },
        extensions: { available: ['bank_transfer', CARD] },
      },
    });
  });

  it.each([
    [4_00, 'USD', undefined],
    [49, 'USD', 'amount_too_small'],
    [100_001, 'USD', 'amount_too_large'],
    [500, 'JPY', 'currency_not_supported'],
  ])('to a card for %i %s: %s', async (amount, currency, reason) => {
    const { id } = await fixture.ordered(buyer, [fixture.priced(amount, currency)]);
    if (reason === undefined) {
      expect((await byCard(id)).status).toBe('open');
      return;
    }
    await expect(byCard(id)).rejects.toMatchObject({
      code: 'payment.amount_not_supported',
      occurrence: { extensions: { reason, available: ['bank_transfer'] } },
    });
    expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
  });
});
