import { newId } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import type { TestUser } from '@course-plateform/common/testing';
import { LedgerAccount, LedgerKind } from '../src/ledger/ledger-account';
import { LedgerEntry } from '../src/ledger/ledger-entry.entity';
import { LedgerTransaction } from '../src/ledger/ledger-transaction.entity';
import { OrderLine } from '../src/order/order-line.entity';
import { CouponFixture } from './coupon.fixture';
import { EarningFixture } from './earning.fixture';
import type { OrderFixture } from './order.fixture';

describe('the ledger', () => {
  let fixture: EarningFixture;
  let orders: OrderFixture;
  let instructor: TestUser;

  beforeAll(async () => {
    fixture = await EarningFixture.start();
    ({ orders } = fixture);
  });

  afterAll(() => orders.service.stop());

  beforeEach(async () => {
    instructor = await fixture.instructor();
  });

  async function kindsOf(orderId: string): Promise<string[]> {
    const transactions = await orders.service.stored(LedgerTransaction, { orderId });
    return transactions.map(({ kind }) => kind);
  }

  async function entriesOf(orderId: string) {
    const transactions = await orders.service.stored(LedgerTransaction, { orderId });
    const transactionId = { $in: transactions.map(({ id }) => id) };
    const entries = await orders.service.stored(LedgerEntry, { transactionId });
    return entries.map(({ kind, account, amountMinor }) => ({ kind, account, amountMinor }));
  }

  it('has 350 of 500 JPY for the instructor, and 210 after a refund of 200', async () => {
    const order = await fixture.sale(instructor, 500, 'JPY');
    expect(await fixture.amounts(instructor, 'JPY')).toMatchObject({ held: 350, available: 0 });
    await fixture.refund(order, 200);
    expect(await fixture.amounts(instructor, 'JPY')).toMatchObject({ held: 210, available: 0 });
    expect(await fixture.posted(order)).toEqual([
      ['charge', 'instructor_earnings', -350],
      ['charge', 'platform_revenue', -150],
      ['refund', 'instructor_earnings', 140],
      ['refund', 'platform_revenue', 60],
    ]);
  });

  it('has a part of the share for each instructor of a team, as it was when the order was placed', async () => {
    const other = await fixture.instructor();
    const shares = (basisPoints: number) => [
      { instructorId: instructor.id, basisPoints: 10_000 - basisPoints },
      { instructorId: other.id, basisPoints },
    ];
    const price = { amountMinor: 1001, currency: 'USD' };
    const terms = { price, listPrice: price, instructorId: instructor.id };
    const courseId = orders.course({ ...terms, instructors: shares(3333) });
    const quote = await orders.quoted(fixture.buyer, [courseId]);
    orders.offer(courseId, { ...terms, instructors: shares(5000) });
    const { body } = await orders.post(fixture.buyer, 'orders', { quoteId: quote.id }).expect(201);
    orders.offer(courseId, { ...terms, instructors: shares(0) });
    const { id } = await orders.billed(fixture.buyer, body.id);
    await orders.confirm(id, price).expect(201);
    const [line] = await orders.service.stored(OrderLine, { order: body.id });
    expect(line).toMatchObject({
      shareMinor: 701,
      shareSplit: [
        { instructorId: instructor.id, amountMinor: 351 },
        { instructorId: other.id, amountMinor: 350 },
      ],
    });
    const held = async () => [await fixture.amounts(instructor), await fixture.amounts(other)];
    expect(await held()).toMatchObject([{ held: 351 }, { held: 350 }]);
    const { body: paid } = await orders.get(fixture.buyer, `orders/${body.id}`);
    await fixture.refund(paid);
    expect(await held()).toMatchObject([{ held: 0 }, { held: 0 }]);
    expect(await orders.trialBalance()).toMatchObject({ balanced: true });
  });

  it('posts each part of a bank transfer, and keeps a surplus apart', async () => {
    const order = await orders.ordered(fixture.buyer, [fixture.course(instructor, 1000)]);
    const { id } = await orders.billed(fixture.buyer, order.id);
    await orders.confirm(id, { amountMinor: 300, currency: 'USD' }).expect(201);
    await orders.confirm(id, { amountMinor: 800, currency: 'USD' }).expect(201);
    await orders.confirm(id, { amountMinor: 50, currency: 'USD' }).expect(201);
    const entries = await entriesOf(order.id);
    expect(entries).toEqual([
      { kind: 'receipt', account: 'bank', amountMinor: 300 },
      { kind: 'receipt', account: 'unapplied_receipts', amountMinor: -300 },
      { kind: 'charge', account: 'bank', amountMinor: 800 },
      { kind: 'charge', account: 'unapplied_receipts', amountMinor: 200 },
      { kind: 'charge', account: 'instructor_earnings', amountMinor: -700 },
      { kind: 'charge', account: 'platform_revenue', amountMinor: -300 },
      { kind: 'receipt', account: 'bank', amountMinor: 50 },
      { kind: 'receipt', account: 'unapplied_receipts', amountMinor: -50 },
    ]);
  });

  it('posts money for an order that has ended as unapplied', async () => {
    const order = await orders.ordered(fixture.buyer, [fixture.course(instructor, 1000)]);
    const { id, amount } = await orders.billed(fixture.buyer, order.id);
    await orders.post(fixture.buyer, `orders/${order.id}/cancellations`).expect(201);
    await orders.confirm(id, amount).expect(201);
    expect(await kindsOf(order.id)).toEqual(['receipt']);
    expect(await fixture.amounts(instructor)).toBeUndefined();
  });

  it('posts nothing for a free order, and nothing for a free line', async () => {
    const free = await orders.ordered(fixture.buyer, [fixture.course(instructor, 0)]);
    expect(free.status).toBe('paid');
    expect(await kindsOf(free.id)).toEqual([]);
    const courses = [fixture.course(instructor, 0), fixture.course(instructor, 100)];
    const mixed = await orders.paid(fixture.buyer, courses);
    const lines = (await entriesOf(mixed.id)).filter(({ account }) => account !== 'bank');
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([-70, -30]);
  });

  it('reverses a refund that came back as it was posted', async () => {
    const order = await fixture.sale(instructor, 999);
    const before = await fixture.amounts(instructor);
    await fixture.refund(order, 333);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 699 - 233 });
    await fixture.refund(order);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 0 });
    expect(before).toMatchObject({ held: 699 });
  });

  it('gives the line refunds of a reduced basket back to the cent', async () => {
    // 10 × 23.90 less 25 % are 179.25.
    const courses = Array.from({ length: 10 }, () => fixture.course(instructor, 2390));
    const coupons = await orders.post(orders.admin, 'coupons', {
      code: 'BASKET25',
      discount: { kind: 'percent', percent: 25 },
      scope: { kind: 'site' },
    });
    expect(coupons.status).toBe(201);
    const body = { courseIds: courses, couponCode: 'BASKET25' };
    const quote = await orders.post(fixture.buyer, 'quotes', body).expect(201);
    expect(quote.body.total).toEqual({ amountMinor: 17925, currency: 'USD' });
    const placed = await orders.post(fixture.buyer, 'orders', { quoteId: quote.body.id });
    const payment = await orders.billed(fixture.buyer, placed.body.id as string);
    await orders.confirm(payment.id, payment.amount).expect(201);
    const shares = (await orders.service.stored(OrderLine, { order: placed.body.id })).map(
      ({ shareMinor }) => shareMinor ?? 0,
    );
    // 70 % of 179.25 are 125.475, half to even 125.48; rounding each line gives 125.50.
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(12_548);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 12_548 });
    for (const index of courses.keys()) {
      const lineId = fixture.steps.lineOf(placed.body, index);
      const { id } = await fixture.steps.refunded(placed.body, undefined, { lineId });
      await fixture.steps.complete(id, fixture.reference()).expect(201);
    }
    const once = { amountMinor: 1, currency: 'USD' };
    const more = await orders.post(orders.admin, `orders/${placed.body.id as string}/refunds`, {
      lineId: fixture.steps.lineOf(placed.body),
      amount: once,
    });
    expect(more.status).toBe(409);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 0, available: 0 });
    const sums = new Map<string, number>();
    for (const { account, amountMinor } of await entriesOf(placed.body.id as string)) {
      sums.set(account, (sums.get(account) ?? 0) + amountMinor);
    }
    expect(new Set(sums.values())).toEqual(new Set([0]));
  });

  it('is only added to, in the database too', async () => {
    const order = await fixture.sale(instructor, 1000);
    for (const statement of [
      `update ledger_entry set amount_minor = 1 where line_id = '${fixture.steps.lineOf(order)}'`,
      `delete from ledger_entry where line_id = '${fixture.steps.lineOf(order)}'`,
      `update ledger_transaction set kind = 'refund' where order_id = '${order.id}'`,
      `delete from ledger_transaction where order_id = '${order.id}'`,
      'truncate ledger_entry',
      'truncate ledger_transaction cascade',
      'truncate ledger_total',
    ]) {
      await expect(sqlOf(orders.service.em()).execute(statement)).rejects.toThrow('only added');
    }
    const statements = sqlOf(orders.service.em()).execute('truncate earning_statement');
    await expect(statements).rejects.toThrow('Statements never change');
  });

  it('takes nothing that is out of balance, and no key twice', async () => {
    const book = (key: string, amounts: readonly [number, string][]): Promise<void> =>
      orders.service.em().transactional((em) => {
        const posting = { key, kind: LedgerKind.receipt, entries: [] };
        const transaction = new LedgerTransaction(posting, orders.clock.now());
        em.persist(transaction);
        for (const [amountMinor, currency] of amounts) {
          const entry = { account: LedgerAccount.bank, amountMinor, currency };
          em.persist(new LedgerEntry(transaction, entry));
        }
        return Promise.resolve();
      });
    const key = `receipt:${newId()}`;
    const isOut = 'out of balance';
    await expect(book(key, [[100, 'USD']])).rejects.toThrow(isOut);
    const currencies: [number, string][] = [
      [100, 'USD'],
      [-100, 'EUR'],
    ];
    await expect(book(key, currencies)).rejects.toThrow(isOut);
    const sound: [number, string][] = [
      [100, 'USD'],
      [-100, 'USD'],
    ];
    await book(key, sound);
    await expect(book(key, sound)).rejects.toThrow('ledger_transaction_key_unique');
  });

  it('shows admins a trial balance, and Prometheus what is wrong with it', async () => {
    await fixture.sale(instructor, 1000);
    const { accounts, balanced, currencies } = await orders.trialBalance();
    expect(balanced).toBe(true);
    expect(currencies.map(({ imbalanceMinor }) => imbalanceMinor)).toEqual(currencies.map(() => 0));
    for (const { debitMinor, creditMinor, balanceMinor } of accounts) {
      expect(debitMinor - creditMinor).toBe(balanceMinor);
    }
    for (const user of [fixture.buyer, instructor]) {
      expect((await orders.get(user, 'ledger/trial-balance')).status).toBe(403);
    }
    const metric = async () => {
      orders.clock.advance(3_600_000);
      const { text } = await orders.service.http.get('/metrics');
      return /ledger_imbalance\{currency="USD"\} (-?\d+)/.exec(text)?.[1];
    };
    expect(await metric()).toBe('0');
    const em = sqlOf(orders.service.em());
    const change = async (by: number) => {
      await em.execute('set session_replication_role = replica');
      await em.execute(
        `update ledger_entry set amount_minor = amount_minor + (${String(by)}) where id = (select id from ledger_entry where account = 'bank' and currency = 'USD' order by id limit 1)`,
      );
      await em.execute('set session_replication_role = origin');
    };
    await change(7);
    expect(await metric()).toBe('7');
    expect(await orders.trialBalance()).toMatchObject({ balanced: false });
    await change(-7);
    expect(await metric()).toBe('0');
  });
});

describe('the share of a sale', () => {
  let coupons: CouponFixture;

  beforeAll(async () => {
    coupons = await CouponFixture.start({ TAX_BASIS_POINTS: '1900' });
  });

  afterAll(() => coupons.orders.service.stop());

  async function shareOf(code: string | undefined) {
    const { orders, courseId } = coupons;
    const buyer = await coupons.buyer();
    const quote = code ? await coupons.quoted(buyer, code) : await orders.quoted(buyer, [courseId]);
    const { body } = await orders.post(buyer, 'orders', { quoteId: quote.id }).expect(201);
    const [line] = await orders.service.stored(OrderLine, { order: body.id });
    return {
      attribution: line?.shareAttribution,
      basisPoints: line?.shareBasisPoints,
      share: line?.shareMinor,
    };
  }

  const own = { scope: { kind: 'instructor' }, discount: { kind: 'percent', percent: 50 } };

  it('is 70 % of the price without tax', async () => {
    const expected = { attribution: 'platform', basisPoints: 7000, share: 1400 };
    expect(await shareOf(undefined)).toEqual(expected);
  });

  it("is 97 % with the instructor's own coupon", async () => {
    const { body } = await coupons.create(coupons.instructor, own).expect(201);
    const expected = { attribution: 'own_coupon', basisPoints: 9700, share: 970 };
    expect(await shareOf(body.code as string)).toEqual(expected);
  });

  it.each([
    ['of the site', {}],
    ['that an admin has made for a course', { scope: { kind: 'course' } }],
  ])('is 70 %% with a coupon %s', async (_what, { scope }: { scope?: object }) => {
    const terms = scope ? { scope: { ...scope, courseId: coupons.courseId } } : {};
    const { code } = await coupons.coupon(terms);
    expect(await shareOf(code)).toMatchObject({ attribution: 'platform', share: 700 });
  });
});
