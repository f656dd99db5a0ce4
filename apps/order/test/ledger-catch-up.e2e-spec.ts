import { type TestUser, migrateFrom } from '@course-plateform/common/testing';
import type { OrderResponse } from '../src/order/order.dto';
import { UnpostedPayments } from '../src/ledger-catch-up/unposted-payments.service';
import { Payment } from '../src/payment/payment.entity';
import type { LedgerEntryPageResponse } from '../src/ledger/ledger.dto';
import { EarningFixture } from './earning.fixture';

/** The last migration of the release before the ledger. */
const BEFORE_LEDGER = 'Migration20261130105806';

type Entry = [kind: string, account: string, amountMinor: number];

describe('what was settled before the ledger', () => {
  let fixture: EarningFixture;
  let instructor: TestUser;

  beforeAll(async () => {
    fixture = await EarningFixture.start();
  });

  afterAll(() => fixture.orders.service.stop());

  beforeEach(async () => {
    instructor = await fixture.instructor();
  });

  /** Takes what is stored for that of the older release. */
  const upgrade = () => migrateFrom(fixture.orders.service, BEFORE_LEDGER, () => Promise.resolve());

  const catchUp = () => fixture.orders.service.get(UnpostedPayments).run();

  async function entries(query: Record<string, string>): Promise<Entry[]> {
    const { admin } = fixture.orders;
    const all = { ...query, limit: '100' };
    const { body } = await fixture.orders.get(admin, 'ledger/entries', all).expect(200);
    return (body as LedgerEntryPageResponse).items
      .map<Entry>(({ kind, account, amount }) => [kind, account, amount.amountMinor])
      .toSorted((a, b) => a.join().localeCompare(b.join()));
  }

  async function findings(): Promise<unknown[]> {
    const { body } = await fixture.orders.get(fixture.orders.admin, 'reconciliation/findings');
    return (body as { items: unknown[] }).items;
  }

  const ofOrder = ({ id: orderId }: OrderResponse) => entries({ orderId });

  it('is posted once, payments and refunds alike', async () => {
    const whole = await fixture.sale(instructor, 1000);
    const refunded = await fixture.sale(instructor, 500, 'JPY');
    await fixture.refund(refunded, 200);
    await fixture.refund(refunded, 100);
    await upgrade();
    expect(await entries({})).toEqual([]);
    await catchUp();
    const charge: Entry[] = [
      ['charge', 'bank', 1000],
      ['charge', 'instructor_earnings', -700],
      ['charge', 'platform_revenue', -300],
    ];
    expect(await ofOrder(whole)).toEqual(charge);
    const inYen: Entry[] = [
      ['charge', 'bank', 500],
      ['charge', 'instructor_earnings', -350],
      ['charge', 'platform_revenue', -150],
      ['refund', 'bank', -100],
      ['refund', 'bank', -200],
      ['refund', 'instructor_earnings', 140],
      ['refund', 'instructor_earnings', 70],
      ['refund', 'platform_revenue', 30],
      ['refund', 'platform_revenue', 60],
    ];
    expect(await ofOrder(refunded)).toEqual(inYen);
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 700, available: 0 });
    expect(await fixture.amounts(instructor, 'JPY')).toMatchObject({ held: 140 });
    expect(await fixture.orders.trialBalance()).toMatchObject({ balanced: true });
    expect(await findings()).toEqual([]);
    // Once more, as after a crash before the last commit.
    await fixture.orders.service.em().nativeUpdate(Payment, {}, { isInLedger: false });
    await catchUp();
    expect(await ofOrder(whole)).toEqual(charge);
    expect(await ofOrder(refunded)).toEqual(inYen);
  });

  it('is posted as unapplied where it paid no order', async () => {
    const { orders, buyer } = fixture;
    const over = await orders.ordered(buyer, [fixture.course(instructor, 1000)]);
    const late = await orders.billed(buyer, over.id);
    await orders.post(buyer, `orders/${over.id}/cancellations`).expect(201);
    await orders.confirm(late.id, late.amount).expect(201);
    await upgrade();
    await catchUp();
    expect(await ofOrder(over)).toEqual([
      ['receipt', 'bank', 1000],
      ['receipt', 'unapplied_receipts', -1000],
    ]);
  });

  it('is completed where half of the money came before, and half after', async () => {
    const { orders, buyer } = fixture;
    const order = await orders.ordered(buyer, [fixture.course(instructor, 1000)]);
    const { id } = await orders.billed(buyer, order.id);
    await orders.confirm(id, { amountMinor: 300, currency: 'USD' }).expect(201);
    await upgrade();
    await catchUp();
    // It waits for the rest of the money.
    expect(await ofOrder(order)).toEqual([]);
    await orders.confirm(id, { amountMinor: 700, currency: 'USD' }).expect(201);
    await catchUp();
    expect(await ofOrder(order)).toEqual([
      ['charge', 'bank', 700],
      ['charge', 'instructor_earnings', -700],
      ['charge', 'platform_revenue', -300],
      ['charge', 'unapplied_receipts', 300],
      ['receipt', 'bank', 300],
      ['receipt', 'unapplied_receipts', -300],
    ]);
  });

  it('is posted before a refund that comes first', async () => {
    const order = await fixture.sale(instructor, 1000);
    await upgrade();
    await fixture.refund(order, 500);
    await catchUp();
    expect(await ofOrder(order)).toEqual([
      ['charge', 'bank', 1000],
      ['charge', 'instructor_earnings', -700],
      ['charge', 'platform_revenue', -300],
      ['refund', 'bank', -500],
      ['refund', 'instructor_earnings', 350],
      ['refund', 'platform_revenue', 150],
    ]);
  });
});
