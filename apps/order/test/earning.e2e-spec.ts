import { DAY_MS } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { EarningStatement } from '../src/earning/earning-statement.entity';
import { EarningFixture } from './earning.fixture';
import type { OrderFixture } from './order.fixture';

describe('statements', () => {
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

  const statements = async (of: TestUser) =>
    (await orders.get(of, 'earnings/statements').expect(200)).body.items as object[];

  /** Moves the clock to the day before a month ends, so that everything of a test is in it. */
  function toTheMiddleOfTheNextMonth(): void {
    const now = orders.clock.now();
    const then = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 15, 12);
    orders.clock.advance(then - now.getTime());
  }

  it('say what happened in each month, and never change', async () => {
    toTheMiddleOfTheNextMonth();
    const month = orders.clock.now().toISOString().slice(0, 7);
    const order = await fixture.sale(instructor, 10_000);
    await fixture.refund(order, 1000);
    await fixture.makeStatements();
    expect(await statements(instructor)).toEqual([]);
    toTheMiddleOfTheNextMonth();
    const next = orders.clock.now().toISOString().slice(0, 7);
    await fixture.makeStatements();
    const money = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    const first = {
      ...{ month, currency: 'USD', createdAt: orders.clock.now().toISOString() },
      ...{ opening: money(0), sales: money(7000), refunds: money(-700), disputes: money(0) },
      ...{ payouts: money(0), closing: money(6300), held: money(6300) },
    };
    expect(await statements(instructor)).toEqual([first]);
    // A correction is in the month in which it is posted.
    await fixture.run();
    await fixture.refund(order, 1000);
    await fixture.makeStatements();
    toTheMiddleOfTheNextMonth();
    await fixture.makeStatements();
    await fixture.makeStatements();
    expect(await statements(instructor)).toEqual([
      expect.objectContaining({
        ...{ month: next, opening: money(6300), sales: money(0), refunds: money(-700) },
        ...{ payouts: expect.anything(), closing: expect.anything(), held: money(0) },
      }),
      first,
    ]);
    expect(await orders.trialBalance()).toMatchObject({ balanced: true });
    await expect(
      orders.service.em().nativeUpdate(EarningStatement, {}, { closingMinor: 1 } as object),
    ).rejects.toThrow('never change');
  });

  it('keep balances as they are', async () => {
    await fixture.sale(instructor, 10_000);
    toTheMiddleOfTheNextMonth();
    const before = await fixture.amounts(instructor);
    const books = await orders.trialBalance();
    await fixture.makeStatements();
    expect(await fixture.amounts(instructor)).toEqual(before);
    expect(await orders.trialBalance()).toEqual(books);
    await fixture.sale(instructor, 10_000);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: (before?.held ?? 0) + 7000 });
  });

  it('are not made while their month may still be posted to', async () => {
    const now = orders.clock.now();
    const nextMonth = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1);
    await fixture.sale(instructor, 10_000);
    orders.clock.advance(nextMonth + 59 * 60_000 - now.getTime());
    await fixture.makeStatements();
    expect(await statements(instructor)).toEqual([]);
    orders.clock.advance(60_000);
    await fixture.makeStatements();
    expect(await statements(instructor)).toHaveLength(1);
  });

  it('close their month for postings', async () => {
    await fixture.sale(instructor, 10_000);
    toTheMiddleOfTheNextMonth();
    await fixture.makeStatements();
    orders.clock.advance(-31 * DAY_MS);
    const late = await orders.ordered(fixture.buyer, [fixture.course(instructor, 100)]);
    const payment = await orders.billed(fixture.buyer, late.id);
    expect((await orders.confirm(payment.id, payment.amount)).status).toBe(500);
    orders.clock.advance(31 * DAY_MS);
    expect(await fixture.posted(late)).toEqual([]);
  });
});
