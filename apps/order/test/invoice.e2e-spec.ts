import { sqlOf } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';
import type { TestUser } from '@course-plateform/common/testing';
import { Invoice } from '../src/invoice/invoice.entity';
import { InvoiceCounter } from '../src/invoice/invoice-counter.entity';
import type { OrderResponse } from '../src/order/order.dto';
import type { QuoteResponse } from '../src/quote/quote.dto';
import { CouponFixture } from './coupon.fixture';
import { BILLING, InvoiceSteps } from './invoice.fixture';
import type { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

const AT = { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true };
const CA = { country: 'CA', label: 'GST', basisPoints: 500, inclusive: false };

const of = (currency: string) => (amountMinor: number) => ({ amountMinor, currency });
const usd = of('USD');
const eur = of('EUR');
const sum = (amounts: readonly { readonly amountMinor: number }[]) =>
  amounts.reduce((total, { amountMinor }) => total + amountMinor, 0);

describe('invoices', () => {
  let coupons: CouponFixture;
  let orders: OrderFixture;
  let steps: InvoiceSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    coupons = await CouponFixture.start({
      TAX_RATES: JSON.stringify([AT, CA]),
      SELLER_NAME: 'Course Plateform SARL',
      SELLER_ADDRESS: '1 rue de la Paix; 75002 Paris',
      SELLER_VAT_ID: 'FR40303265045',
    });
    ({ orders } = coupons);
    steps = new InvoiceSteps(orders);
    refunds = new RefundSteps(orders);
  });

  afterAll(() => orders.service.stop());

  beforeEach(async () => {
    buyer = await orders.service.user();
  });

  async function ordered(wanted: object): Promise<OrderResponse> {
    const quote = (await orders.post(buyer, 'quotes', wanted).expect(201)).body as QuoteResponse;
    const placed = await orders.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
    return placed.body as OrderResponse;
  }

  async function paid(wanted: object): Promise<OrderResponse> {
    const order = await ordered(wanted);
    const payment = await orders.billed(buyer, order.id);
    await orders.confirm(payment.id, payment.amount).expect(201);
    return order;
  }

  const stored = ({ id: orderId }: OrderResponse) => orders.service.stored(Invoice, { orderId });

  it('are issued with the payment, with buyer, seller, lines and taxes as they are then', async () => {
    await steps.save(buyer, BILLING).expect(200);
    const listPrice = usd(2499);
    const courseIds = [orders.course({ listPrice, price: usd(1999) }), orders.priced(500)];
    const order = await ordered({ courseIds, country: 'CA' });
    expect(await steps.of(buyer, order)).toEqual([]);
    const payment = await orders.billed(buyer, order.id);
    await orders.confirm(payment.id, usd(1000)).expect(201);
    expect(await steps.of(buyer, order)).toEqual([]);
    await orders.confirm(payment.id, usd(1624)).expect(201);

    const [invoice, ...others] = await steps.of(buyer, order);
    expect(others).toEqual([]);
    const [first, second] = order.lines;
    const notes = { corrects: null, refundId: null, disputeId: null };
    expect(invoice).toEqual({
      ...{ id: expect.any(String), kind: 'invoice', orderId: order.id, ...notes },
      number: expect.stringMatching(/^INV-\d{4}-\d{6}$/),
      issuedAt: orders.clock.now().toISOString(),
      buyer: BILLING,
      seller: {
        ...{ name: 'Course Plateform SARL', address: ['1 rue de la Paix', '75002 Paris'] },
        ...{ vatId: 'FR40303265045', email: null },
      },
      lines: [
        {
          ...{ lineId: first?.id, courseId: first?.courseId, title: first?.title, listPrice },
          ...{ discount: usd(500), net: usd(1999), tax: usd(100), gross: usd(2099) },
        },
        {
          ...{ lineId: second?.id, courseId: second?.courseId, title: second?.title },
          ...{
            listPrice: usd(500),
            discount: usd(0),
            net: usd(500),
            tax: usd(25),
            gross: usd(525),
          },
        },
      ],
      taxes: [{ rate: CA, net: usd(2499), tax: usd(125) }],
      ...{ net: usd(2499), tax: usd(125), total: usd(2624) },
    });

    await steps.save(buyer, { ...BILLING, name: 'Grace Hopper' }, 1).expect(200);
    expect(await steps.of(buyer, order)).toEqual([invoice]);
  });

  it('of prices that contain the tax, in yen and dinars, add up', async () => {
    for (const [currency, minor, tax] of [
      ['JPY', 500, 83],
      ['KWD', 1990, 332],
    ] as const) {
      const money = of(currency);
      const order = await paid({ courseIds: [orders.priced(minor, currency)], country: 'AT' });
      expect(await steps.of(buyer, order)).toMatchObject([
        {
          ...{ net: money(minor - tax), tax: money(tax), total: money(minor), buyer: null },
          lines: [{ listPrice: money(minor), discount: money(0), gross: money(minor) }],
          taxes: [{ rate: AT, net: money(minor - tax), tax: money(tax) }],
        },
      ]);
    }
  });

  it('have no taxes where there are none, and are not issued for nothing', async () => {
    const order = await orders.paid(buyer);
    expect(await steps.of(buyer, order)).toMatchObject([{ taxes: [], tax: usd(0) }]);
    const free = await orders.ordered(buyer, [orders.priced(0)]);
    expect(free.status).toBe('paid');
    expect(await steps.of(buyer, free)).toEqual([]);
  });

  it('are credited line by line, to the cent of price and tax (A5)', async () => {
    const { code } = await coupons.coupon({ discount: { kind: 'percent', percent: 25 } });
    const courseIds = Array.from({ length: 10 }, () => orders.priced(2390, 'EUR'));
    const order = await paid({ courseIds, couponCode: code, country: 'AT' });
    const [invoice] = await steps.of(buyer, order);
    expect(invoice).toMatchObject({ total: eur(17_925), tax: eur(2988) });
    expect(sum(invoice?.lines.map(({ tax }) => tax) ?? [])).toBe(2988);
    expect(sum(invoice?.lines.map(({ discount }) => discount ?? eur(0)) ?? [])).toBe(
      23_900 - 17_925,
    );
    for (const [index, { id: lineId }] of order.lines.entries()) {
      const body = { lineId };
      const { body: refund } = await orders
        .post(orders.admin, `orders/${order.id}/refunds`, body)
        .expect(201);
      expect(await stored(order)).toHaveLength(1 + index);
      await refunds.complete(refund.id, `${order.id} ${String(index)}`).expect(201);
    }
    const [, ...notes] = await steps.of(buyer, order);
    expect(notes).toHaveLength(10);
    for (const note of notes) {
      const { id, number } = invoice ?? {};
      expect(note).toMatchObject({
        kind: 'credit_note',
        corrects: { id, number },
        disputeId: null,
      });
      expect(note.number).toMatch(/^CN-\d{4}-\d{6}$/);
      expect(note.lines).toMatchObject([{ listPrice: null, discount: null }]);
    }
    expect(sum(notes.map(({ total }) => total))).toBe(17_925);
    expect(sum(notes.map(({ tax }) => tax))).toBe(2988);
  });

  it('are for their buyer alone', async () => {
    const order = await orders.paid(buyer);
    const [invoice] = await steps.listed(buyer, order);
    const others = [await orders.service.user(), await orders.service.user(Role.instructor)];
    for (const other of [...others, orders.admin]) {
      const one = await orders.get(other, `invoices/${invoice?.id ?? ''}`);
      expect([one.status, one.body.code]).toEqual([404, 'invoice.not_found']);
      const list = await orders.get(other, `orders/${order.id}/invoices`);
      expect([list.status, list.body.code]).toEqual([404, 'order.not_found']);
    }
  });

  it('are listed page by page', async () => {
    const order = await orders.paid(buyer);
    for (const reference of ['first', 'second']) {
      const { id } = await refunds.refunded(order, 1);
      orders.clock.advance(1000);
      await refunds.complete(id, `${order.id} ${reference}`).expect(201);
    }
    const path = `orders/${order.id}/invoices`;
    const first = await orders.get(buyer, path, { limit: 2 }).expect(200);
    const { next } = first.body.page;
    const second = await orders.get(buyer, path, { limit: 2, cursor: next }).expect(200);
    const pages = [...first.body.items, ...second.body.items];
    expect(pages).toEqual(await steps.listed(buyer, order));
    expect(pages.map(({ kind }) => kind)).toEqual(['invoice', 'credit_note', 'credit_note']);
    expect(second.body.page.next).toBeNull();
  });

  it.each([
    ['update', 'update invoice set total_minor = 1'],
    ['second number', 'update invoice set sequence = sequence + 1000'],
    ['delete', 'delete from invoice'],
    ['truncate', 'truncate invoice cascade'],
  ])('take no %s', async (_what, statement) => {
    const order = await orders.paid(buyer);
    const before = await stored(order);
    await expect(sqlOf(orders.service.em()).execute(statement)).rejects.toThrow(
      /Invoices (never change|are kept)/,
    );
    expect(await stored(order)).toEqual(before);
  });

  it.each([
    ['skips numbers', 'update invoice_counter set last = last + 2'],
    ['counts back', 'update invoice_counter set last = last - 1'],
    ['is deleted', 'delete from invoice_counter'],
    ['is truncated', 'truncate invoice_counter'],
  ])('are counted by a row that never %s', async (_what, statement) => {
    await orders.paid(buyer);
    const before = await orders.service.stored(InvoiceCounter);
    const refused = sqlOf(orders.service.em()).execute(statement);
    await expect(refused).rejects.toThrow('Numbers of invoices leave no gap');
    expect(await orders.service.stored(InvoiceCounter)).toEqual(before);
  });

  it('begin anew each year, by the clock of the domain in UTC', async () => {
    const now = orders.clock.now();
    const newYear = Date.UTC(now.getUTCFullYear() + 1, 0, 1);
    orders.clock.advance(newYear - 1 - now.getTime());
    const last = await orders.paid(buyer);
    orders.clock.advance(1);
    const first = await orders.paid(await orders.service.user(Role.user, buyer.id));
    const numbers = await Promise.all(
      [last, first].map(async (order) => (await steps.listed(buyer, order))[0]?.number),
    );
    expect(numbers[0]).toContain(`INV-${String(now.getUTCFullYear())}-`);
    expect(numbers[1]).toBe(`INV-${String(now.getUTCFullYear() + 1)}-000001`);
    const years = await orders.service.stored(InvoiceCounter, { series: 'INV' });
    expect(years.map(({ year }) => year)).toEqual([now.getUTCFullYear(), now.getUTCFullYear() + 1]);
  });
});
