import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { OrderFixture, USD_1999 } from './order.fixture';

interface Listed {
  readonly id: string;
  readonly orderId?: string;
}

type Parameters = Readonly<Record<string, string>>;

describe('the filters of the order service', () => {
  const names = new Map<string, string>();
  let fixture: OrderFixture;
  let buyer: TestUser;
  let other: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    [buyer, other] = [await fixture.service.user(), await fixture.service.user()];
    const order = async (name: string, placed: Promise<{ id: string }>) => {
      const { id } = await placed;
      names.set(id, name);
      fixture.clock.advance(1);
      return id;
    };
    await order('paid', fixture.paid(buyer));
    const late = await order('cancelled, and paid late', fixture.ordered(buyer));
    const { id: payment } = await fixture.billed(buyer, late);
    await fixture.post(buyer, `orders/${late}/cancellations`).expect(201);
    await fixture.confirm(payment, USD_1999).expect(201);
    await order('unpaid', fixture.ordered(buyer));
    await order('paid by another', fixture.paid(other));
    const billed = await order('billed', fixture.ordered(buyer, [fixture.priced(1999, 'EUR')]));
    await fixture.billed(buyer, billed);
    const given = await order('cancelled', fixture.ordered(buyer));
    await fixture.billed(buyer, given);
    await fixture.post(buyer, `orders/${given}/cancellations`).expect(201);
  });

  afterAll(() => fixture.service.stop());

  /** The names of the orders that a list is about. */
  async function list(path: string, query: Parameters, by: TestUser) {
    const { body } = await fixture.get(by, path, query).expect(200);
    return (body.items as Listed[]).map(({ id, orderId }) => names.get(orderId ?? id));
  }

  it.each<[string, Parameters, string[]]>([
    [
      'all, newest first',
      {},
      ['cancelled', 'billed', 'unpaid', 'cancelled, and paid late', 'paid'],
    ],
    ['waiting for money', { status: 'pending_payment' }, ['billed', 'unpaid']],
    ['paid', { status: 'paid' }, ['paid']],
    ['cancelled', { status: 'cancelled' }, ['cancelled', 'cancelled, and paid late']],
    ['expired, of which there is none', { status: 'expired' }, []],
  ])('show buyers their own orders: %s', async (_what, query, expected) => {
    expect(await list('orders', query, buyer)).toEqual(expected);
  });

  it.each<[string, Parameters, string[]]>([
    [
      'all, newest first',
      {},
      ['cancelled', 'billed', 'paid by another', 'cancelled, and paid late', 'paid'],
    ],
    ['open', { status: 'open' }, ['billed']],
    ['through', { status: 'succeeded' }, ['paid by another', 'paid']],
    ['for an admin to review', { status: 'needs_review' }, ['cancelled, and paid late']],
    ['closed', { status: 'closed' }, ['cancelled']],
  ])('show admins the bank transfers: %s', async (_what, query, expected) => {
    expect(await list('bank-transfers', query, fixture.admin)).toEqual(expected);
  });

  it('show users their own transactions, and admins those of any user', async () => {
    expect(await list('transactions', {}, buyer)).toEqual(['paid']);
    expect(await list('transactions', {}, other)).toEqual(['paid by another']);
    const { admin } = fixture;
    expect(await list('transactions', {}, admin)).toEqual(['paid by another', 'paid']);
    expect(await list('transactions', { userId: other.id }, admin)).toEqual(['paid by another']);
    expect(await list('transactions', { userId: newId() }, admin)).toEqual([]);
  });
});
