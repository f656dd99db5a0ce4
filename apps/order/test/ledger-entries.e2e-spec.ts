import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { LedgerEntryPageResponse, LedgerEntryResponse } from '../src/ledger/ledger.dto';
import type { OrderResponse } from '../src/order/order.dto';
import { EarningFixture } from './earning.fixture';

type Parameters = Readonly<Record<string, string>>;

describe('the list of ledger entries', () => {
  let fixture: EarningFixture;
  let admin: TestUser;
  let instructor: TestUser;
  let other: TestUser;
  let order: OrderResponse;
  let inYen: OrderResponse;
  let refundId: string;

  beforeAll(async () => {
    fixture = await EarningFixture.start();
    ({ admin } = fixture.orders);
    [instructor, other] = [await fixture.instructor(), await fixture.instructor()];
    order = await fixture.sale(instructor, 1000);
    fixture.orders.clock.advance(60);
    inYen = await fixture.sale(other, 500, 'JPY');
    fixture.orders.clock.advance(60);
    refundId = await fixture.refund(order, 100);
  });

  afterAll(() => fixture.orders.service.stop());

  async function page(query: Parameters): Promise<LedgerEntryPageResponse> {
    return (await fixture.orders.get(admin, 'ledger/entries', query).expect(200)).body;
  }

  /** Kind, account and amount of the entries, sorted by these: entries of a transaction have no order. */
  async function listed(query: Parameters): Promise<[string, string, number][]> {
    const { items } = await page({ ...query, limit: '100' });
    return items
      .map<[string, string, number]>(({ kind, account, amount }) => [
        kind,
        account,
        amount.amountMinor,
      ])
      .toSorted((a, b) => a.join().localeCompare(b.join()));
  }

  const CHARGE: [string, string, number][] = [
    ['charge', 'bank', 1000],
    ['charge', 'instructor_earnings', -700],
    ['charge', 'platform_revenue', -300],
  ];
  const REFUND: [string, string, number][] = [
    ['refund', 'bank', -100],
    ['refund', 'instructor_earnings', 70],
    ['refund', 'platform_revenue', 30],
  ];
  const IN_YEN: [string, string, number][] = [
    ['charge', 'bank', 500],
    ['charge', 'instructor_earnings', -350],
    ['charge', 'platform_revenue', -150],
  ];

  it.each<[string, () => Parameters, [string, string, number][]]>([
    ['an order', () => ({ orderId: order.id }), [...CHARGE, ...REFUND]],
    [
      'a line',
      () => ({ lineId: order.lines[0]?.id ?? '' }),
      [...CHARGE, ...REFUND].filter(([, account]) => account !== 'bank'),
    ],
    ['an account', () => ({ account: 'bank' }), [CHARGE[0], IN_YEN[0], REFUND[0]].flatMap(one)],
    ['a kind', () => ({ kind: 'refund' }), REFUND],
    [
      'a kind in an account',
      () => ({ kind: 'charge', account: 'platform_revenue' }),
      [IN_YEN[2], CHARGE[2]].flatMap(one),
    ],
    ['an instructor', () => ({ instructorId: instructor.id }), [CHARGE[1], REFUND[1]].flatMap(one)],
    ['a currency', () => ({ currency: 'JPY' }), IN_YEN],
    [
      'an account in a currency',
      () => ({ currency: 'JPY', account: 'bank' }),
      [['charge', 'bank', 500]],
    ],
    ['an order of which nothing is posted', () => ({ orderId: newId() }), []],
  ])('shows the entries of %s', async (_what, query, expected) => {
    expect(await listed(query())).toEqual(expected);
  });

  it('shows what was posted in a range of time, its beginning included', async () => {
    const { items } = await page({ limit: '100' });
    const times = items.map(({ postedAt }) => postedAt);
    expect(times).toEqual(times.toSorted().reverse());
    const [charge] = (await page({ orderId: inYen.id })).items;
    const from = charge?.postedAt ?? '';
    const later = items.filter(({ postedAt }) => postedAt >= from);
    expect((await page({ postedFrom: from })).items).toEqual(later);
    const earlier = items.filter(({ postedAt }) => postedAt < from);
    expect((await page({ postedBefore: from })).items).toEqual(earlier);
    expect((await page({ postedFrom: from, postedBefore: from })).items).toEqual([]);
    expect([later.length, earlier.length]).toEqual([6, 3]);
  });

  it('says what an entry is about', async () => {
    const [line] = order.lines;
    const query = { orderId: order.id, kind: 'refund', account: 'instructor_earnings' };
    const { items } = await page(query);
    expect(items).toEqual([
      {
        id: expect.any(String),
        transactionId: expect.any(String),
        transactionKey: `refund:${refundId}`,
        kind: 'refund',
        account: 'instructor_earnings',
        amount: { amountMinor: 70, currency: 'USD' },
        orderId: order.id,
        lineId: line?.id,
        courseId: line?.courseId,
        instructorId: instructor.id,
        availableAt: expect.any(String),
        postedAt: expect.any(String),
      },
    ]);
  });

  it('returns every entry once over pages of two, whatever the order of the parameters is', async () => {
    const seen: LedgerEntryResponse[] = [];
    const filters = { account: 'bank', postedFrom: '2026-01-01T00:00:00Z' };
    let query: Parameters = { limit: '2', ...filters };
    for (;;) {
      const { items, page: end } = await page(query);
      seen.push(...items);
      if (end.next === null) break;
      query = { cursor: end.next, limit: '2', ...reversed(filters) };
      fixture.orders.clock.advance(60);
      await fixture.sale(other, 700, 'EUR');
    }
    expect(seen.map(({ amount }) => amount.amountMinor)).toEqual([-100, 500, 1000]);
  });

  it.each([
    ['an account that is none', { account: 'cash' }],
    ['a time without an offset', { postedFrom: '2026-11-01T00:00:00' }],
    ['an order that is no id', { orderId: '7' }],
  ])('rejects %s', async (_what, query) => {
    const { body } = await fixture.orders.get(admin, 'ledger/entries', query).expect(400);
    expect(body.errors).toMatchObject([{ pointer: Object.keys(query)[0] }]);
  });

  it('rejects the cursor of other filters', async () => {
    const { next } = (await page({ limit: '1', account: 'bank' })).page;
    const query = { account: 'losses', cursor: next ?? '' };
    await fixture.orders.get(admin, 'ledger/entries', query).expect(400);
  });

  it('is for admins', async () => {
    const teacher = await fixture.orders.service.user(Role.instructor);
    await fixture.orders.get(teacher, 'ledger/entries').expect(403);
  });
});

function one<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function reversed(parameters: Parameters): Parameters {
  return Object.fromEntries(Object.entries(parameters).toReversed());
}
