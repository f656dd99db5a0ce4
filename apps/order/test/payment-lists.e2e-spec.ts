import type { TestUser } from '@course-plateform/common/testing';
import type { BankTransferPageResponse } from '../src/bank-receipt/bank-receipt.dto';
import type { TransactionPageResponse } from '../src/transaction/transaction.dto';
import { OrderFixture, USD_1999 } from './order.fixture';

describe('lists of payments', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    buyer = await fixture.service.user();
  });

  const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });

  it('show admins the bank transfers by state, newest first', async () => {
    const { id } = await fixture.ordered(buyer);
    const payment = await fixture.billed(buyer, id);
    await fixture.confirm(payment.id, usd(7)).expect(201);
    fixture.clock.advance(1);
    const other = await fixture.billed(buyer, (await fixture.ordered(buyer)).id);
    const first = await fixture.get(fixture.admin, 'bank-transfers', {
      status: 'open',
      limit: 1,
    });
    expect(first.body.items).toMatchObject([{ id: other.id, receipts: [] }]);
    const cursor = (first.body as BankTransferPageResponse).page.next ?? '';
    const second = await fixture.get(fixture.admin, 'bank-transfers', {
      status: 'open',
      limit: 1,
      cursor,
    });
    expect(second.body.items).toMatchObject([{ id: payment.id, receipts: [{ amount: usd(7) }] }]);
    expect((await fixture.get(buyer, 'bank-transfers')).status).toBe(403);
    expect((await fixture.get(fixture.admin, 'bank-transfers', { status: 'x' })).status).toBe(400);
  });

  it('show users their own transactions, and admins those of all users', async () => {
    const older = await fixture.paid(buyer);
    fixture.clock.advance(1);
    const newer = await fixture.paid(buyer);
    const other = await fixture.service.user();
    await fixture.paid(other);
    const own = (await fixture.get(buyer, 'transactions')).body as TransactionPageResponse;
    expect(own.items.map(({ orderId }) => orderId)).toEqual([newer.id, older.id]);
    expect(own.items[0]).toMatchObject({ kind: 'charge', userId: buyer.id, amount: USD_1999 });
    const mine = await fixture.get(buyer, 'transactions', { userId: buyer.id });
    expect(mine.body.items).toHaveLength(2);
    const foreign = await fixture.get(buyer, 'transactions', { userId: other.id });
    expect(foreign.status).toBe(403);
    expect(foreign.body).toMatchObject({ code: 'auth.forbidden' });
    const one = await fixture.get(fixture.admin, 'transactions', { userId: other.id });
    expect(one.body.items).toMatchObject([{ userId: other.id }]);
    const all = await fixture.get(fixture.admin, 'transactions', { limit: 2 });
    expect(all.body.items).toMatchObject([{ userId: other.id }, { orderId: newer.id }]);
    expect(all.body.page.next).not.toBeNull();
  });
});
