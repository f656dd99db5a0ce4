import fc from 'fast-check';
import { DAY_MS, Money, newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import type {
  EarningStatementPageResponse,
  EarningStatementResponse,
} from '../src/earning/earning.dto';
import { LedgerDisputes } from '../src/ledger/ledger-disputes.service';
import { LedgerEntry } from '../src/ledger/ledger-entry.entity';
import { monthOf } from '../src/ledger/month';
import type { OrderResponse } from '../src/order/order.dto';
import { Books } from './books';
import { EarningFixture } from './earning.fixture';

const CURRENCIES = ['USD', 'JPY'] as const;

const anEvent = fc.record({
  what: fc.constantFrom(
    ...(['sale', 'sale', 'sale', 'refund', 'refund', 'dispute', 'decide'] as const),
    ...(['run', 'confirm', 'fail', 'time', 'time'] as const),
  ),
  which: fc.nat(1000),
  amount: fc.integer({ min: 1, max: 20_000 }),
  isFirst: fc.boolean(),
});
type RandomEvent = typeof anEvent extends fc.Arbitrary<infer T> ? T : never;

/** The routes and the database through random events, compared with the plainest books of the same entries. */
describe('ledger, earnings, payouts and statements', () => {
  let fixture: EarningFixture;
  let instructors: readonly TestUser[];
  const sold: OrderResponse[] = [];
  const disputes: { readonly id: string; readonly orderId: string }[] = [];
  const seen = new Map<string, EarningStatementResponse>();

  beforeAll(async () => {
    fixture = await EarningFixture.start({ PAYOUT_MINIMUMS: 'USD:3000,JPY:3000' });
    instructors = [await fixture.instructor(), await fixture.instructor()];
  });

  afterAll(() => fixture.orders.service.stop());

  const choose = <T>(from: readonly T[], which: number): T | undefined => from[which % from.length];

  const plays: Record<RandomEvent['what'], (event: RandomEvent) => Promise<unknown>> = {
    sale: async ({ which, amount, isFirst }) => {
      const currency = isFirst ? 'USD' : 'JPY';
      const courses = instructors
        .slice(which % instructors.length)
        .map((one, index) => fixture.course(one, amount + index, currency));
      sold.push(await fixture.orders.paid(fixture.buyer, courses));
    },
    refund: async ({ which, amount }) => {
      const order = choose(sold, which);
      if (!order) return;
      const { body, status } = await fixture.steps.refund(order, amount);
      // More than what remains is refused.
      if (status === 201) {
        await fixture.steps.complete(body.id as string, fixture.reference()).expect(201);
      }
    },
    dispute: async ({ which, amount }) => {
      const order = choose(sold, which);
      if (!order) return;
      const dispute = { id: newId(), orderId: order.id };
      const money = Money.of(amount, order.total.currency);
      const availableAt = fixture.orders.clock.now();
      const lines = order.lines.map(({ id: lineId, courseId, instructorId, price }) => {
        return { lineId, courseId, instructorId, currency: price.currency, availableAt };
      });
      const service = fixture.orders.service.get(LedgerDisputes);
      await fixture.orders.service
        .em()
        .transactional((em) => service.opened(em, { ...dispute, amount: money }, lines));
      disputes.push(dispute);
    },
    decide: async ({ which, isFirst }) => {
      const [dispute] = disputes.splice(which % Math.max(disputes.length, 1), 1);
      if (!dispute) return;
      const service = fixture.orders.service.get(LedgerDisputes);
      await fixture.orders.service
        .em()
        .transactional((em) => (isFirst ? service.won(em, dispute) : service.lost(em, dispute)));
    },
    run: () => fixture.run(),
    confirm: async ({ which, isFirst }) => {
      const payout = choose(await fixture.payouts(fixture.orders.admin), which);
      // What is not pending is refused.
      if (payout && isFirst) await fixture.confirm(payout.id);
    },
    fail: async ({ which }) => {
      const payout = choose(await fixture.payouts(fixture.orders.admin), which);
      if (payout) await fixture.fail(payout.id);
    },
    time: async ({ amount }) => {
      fixture.orders.clock.advance((amount % 20) * DAY_MS + amount);
      await fixture.makeStatements();
    },
  };

  async function compare(): Promise<void> {
    const books = new Books(await fixture.orders.service.stored(LedgerEntry));
    expect(books.imbalances().filter((imbalance) => imbalance !== 0)).toEqual([]);
    for (const one of instructors) {
      for (const currency of CURRENCIES) {
        const now = fixture.orders.clock.now();
        const amounts = await fixture.amounts(one, currency);
        const { held = 0, available = 0 } = amounts ?? {};
        expect({ held, available }).toEqual({
          held: books.held(one.id, currency, now),
          available: books.available(one.id, currency, now),
        });
      }
      await compareStatements(one, books);
    }
  }

  async function compareStatements(one: TestUser, books: Books): Promise<void> {
    const response = await fixture.orders.get(one, 'earnings/statements', { limit: 100 });
    const { items } = response.body as EarningStatementPageResponse;
    for (const statement of items) {
      const { month, currency, createdAt: _createdAt, ...figures } = statement;
      const key = `${one.id} ${month} ${currency}`;
      expect(seen.get(key) ?? statement).toEqual(statement);
      seen.set(key, statement);
      const amounts = Object.entries(figures).map(([name, { amountMinor }]) => [name, amountMinor]);
      const expected = books.statement(one.id, currency, monthOf(new Date(`${month}-01`)));
      expect(Object.fromEntries(amounts)).toEqual(expected);
    }
  }

  it('agree with all entries after each of 150 random events', async () => {
    // Not shrunk: what is stored stays.
    const [history = []] = fc.sample(fc.array(anEvent, { minLength: 150, maxLength: 150 }), 1);
    for (const [index, event] of history.entries()) {
      await plays[event.what](event);
      if (index % 10 === 9) await compare();
    }
    await compare();
    expect(seen.size).toBeGreaterThan(0);
  });
});
