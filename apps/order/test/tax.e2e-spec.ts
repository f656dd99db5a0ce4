import type { OrderResponse } from '../src/order/order.dto';
import type { QuoteResponse } from '../src/quote/quote.dto';
import { Quote } from '../src/quote/quote.entity';
import { CouponFixture } from './coupon.fixture';
import type { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

const AT = { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true };
const CA = { country: 'CA', label: 'GST', basisPoints: 500, inclusive: false };
const TAX_RATES = JSON.stringify([AT, CA]);

const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const sum = (amounts: readonly { readonly amountMinor: number }[]) =>
  amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);

describe('taxes by the country of the buyer', () => {
  let coupons: CouponFixture;
  let orders: OrderFixture;

  beforeAll(async () => {
    coupons = await CouponFixture.start({ TAX_RATES });
    ({ orders } = coupons);
  });

  afterAll(() => orders.service.stop());

  it('are added to the price, or part of it, or nothing', async () => {
    const buyer = await orders.service.user();
    const courseIds = [orders.priced(1999)];
    const quoted = async (country: object) =>
      (await orders.post(buyer, 'quotes', { courseIds, ...country }).expect(201)).body;
    expect(await quoted({ country: 'CA' })).toMatchObject({
      ...{ country: 'CA', taxRate: CA, total: usd(2099), tax: usd(100) },
      lines: [{ listPrice: usd(1999), price: usd(2099), tax: usd(100) }],
    });
    const inside = await quoted({ country: 'AT' });
    expect(inside).toMatchObject({ taxRate: AT, total: usd(1999), tax: usd(333) });
    expect((inside as QuoteResponse).lines[0]?.explain.at(-2)).toEqual({
      ...{ rule: 'tax', changeMinor: 0, amount: usd(1999) },
      tax: { rate: AT, base: usd(1999), amount: usd(333), rounding: -0.1667 },
    });
    const none = { taxRate: null, total: usd(1999), tax: usd(0) };
    expect(await quoted({ country: 'US' })).toMatchObject({ country: 'US', ...none });
    expect(await quoted({})).toMatchObject({ country: null, ...none });
  });

  it.each(['at', 'AUT', 'XX', '*', '', null, 43])(
    'are refused for the country %j',
    async (country) => {
      const buyer = await orders.service.user();
      const body = { courseIds: [orders.priced(1999)], country };
      const { body: problem } = await orders.post(buyer, 'quotes', body).expect(422);
      expect(problem.errors).toMatchObject([{ pointer: '/country' }]);
      expect(await orders.service.stored(Quote, { buyerId: buyer.id })).toEqual([]);
    },
  );

  it('go back with the money, to the cent', async () => {
    const buyer = await orders.service.user();
    const { code } = await coupons.coupon({ discount: { kind: 'percent', percent: 25 } });
    const courseIds = Array.from({ length: 10 }, () => orders.priced(2390, 'EUR'));
    const wanted = { courseIds, couponCode: code, country: 'AT' };
    const quote = (await orders.post(buyer, 'quotes', wanted).expect(201)).body as QuoteResponse;
    const placed = await orders.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
    const order = placed.body as OrderResponse;
    for (const shown of [quote, order]) {
      expect(shown).toMatchObject({ total: eur(17_925), tax: eur(2988), taxRate: AT });
      expect(sum(shown.lines.map(({ price }) => price))).toBe(17_925);
      expect(sum(shown.lines.map(({ tax }) => tax))).toBe(2988);
    }
    const payment = await orders.billed(buyer, order.id);
    expect(payment.amount).toEqual(eur(17_925));
    await orders.confirm(payment.id, payment.amount).expect(201);

    const steps = new RefundSteps(orders);
    // The first line goes back in parts, every other one at once.
    const parts = [{ amount: eur(1) }, { amount: eur(700) }, {}].map((more) => ({
      ...{ lineId: order.lines[0]?.id, ...more },
    }));
    const rest = order.lines.slice(1).map(({ id: lineId }) => ({ lineId }));
    const refunds = [];
    for (const body of [...parts, ...rest]) {
      const path = `orders/${order.id}/refunds`;
      const { body: refund } = await orders.post(orders.admin, path, body).expect(201);
      await steps.complete(refund.id, `${order.id} ${String(refunds.length)}`).expect(201);
      refunds.push(refund);
    }
    expect(sum(refunds.map(({ amount }) => amount))).toBe(17_925);
    expect(sum(refunds.map(({ tax }) => tax))).toBe(2988);
    expect(sum(refunds.slice(0, 3).map(({ tax }) => tax))).toBe(order.lines[0]?.tax.amountMinor);
    expect(await steps.order(buyer, order)).toMatchObject({ status: 'refunded' });
    for (const { id: lineId } of order.lines) {
      const more = { lineId, amount: eur(1) };
      const response = await orders.post(orders.admin, `orders/${order.id}/refunds`, more);
      expect(response.body).toMatchObject({ code: 'refund.exceeds_remainder' });
    }
  });

  it('are nothing of an order that costs nothing', async () => {
    const buyer = await orders.service.user();
    const { code } = await coupons.coupon({ discount: { kind: 'free' } });
    const wanted = { courseIds: [orders.priced(2000)], couponCode: code, country: 'CA' };
    const quote = (await orders.post(buyer, 'quotes', wanted).expect(201)).body as QuoteResponse;
    expect(quote).toMatchObject({ total: usd(0), tax: usd(0) });
    const { body } = await orders.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
    expect(body).toMatchObject({ status: 'paid', total: usd(0), tax: usd(0), taxRate: CA });
  });
});
