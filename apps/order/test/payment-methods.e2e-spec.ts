import type { TestUser } from '@course-plateform/common/testing';
import { Payment } from '../src/payment/payment.entity';
import { OrderFixture } from './order.fixture';

describe('ways to pay', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start({ BANK_TRANSFER_CURRENCIES: 'USD, JPY' });
    buyer = await fixture.service.user();
  });

  afterAll(() => fixture.service.stop());

  const offered = async (query: Record<string, string | number> = {}) =>
    (await fixture.get(buyer, 'payment-methods', query).expect(200)).body as unknown;
  const bank = (rest: object) => ({
    methods: [{ method: 'bank_transfer', minimum: null, maximum: null, ...rest }],
  });
  const minimum = (currency: string) => ({ amountMinor: 1, currency });

  it('are told in general and for a price, with the reason why not', async () => {
    expect(await offered()).toEqual(bank({ available: true }));
    expect(await offered({ amountMinor: 1 })).toEqual(bank({ available: true }));
    expect(await offered({ currency: 'JPY' })).toEqual(
      bank({ available: true, minimum: minimum('JPY') }),
    );
    expect(await offered({ currency: 'USD', amountMinor: 1 })).toEqual(
      bank({ available: true, minimum: minimum('USD') }),
    );
    expect(await offered({ currency: 'USD', amountMinor: 0 })).toEqual(
      bank({ available: false, reason: 'amount_too_small', minimum: minimum('USD') }),
    );
    expect(await offered({ currency: 'EUR', amountMinor: 1 })).toEqual(
      bank({ available: false, reason: 'currency_not_supported' }),
    );
  });

  it('are those by which a payment can begin', async () => {
    const { id } = await fixture.ordered(buyer, [fixture.priced(100, 'EUR')]);
    const body = { method: 'bank_transfer' };
    const answer = await fixture.post(buyer, `orders/${id}/payments`, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({
      code: 'payment.method_unavailable',
      reason: 'currency_not_supported',
      available: [],
    });
    expect(await fixture.service.stored(Payment, { orderId: id })).toEqual([]);
    const yen = await fixture.ordered(buyer, [fixture.priced(100, 'JPY')]);
    expect((await fixture.billed(buyer, yen.id)).amount).toEqual({
      amountMinor: 100,
      currency: 'JPY',
    });
  });

  it.each([
    ['an unknown currency', { currency: 'ABC' }, 'currency'],
    ['small letters', { currency: 'usd' }, 'currency'],
    ['a negative amount', { currency: 'USD', amountMinor: -1 }, 'amountMinor'],
    ['half a cent', { currency: 'USD', amountMinor: 1.5 }, 'amountMinor'],
    ['another question', { amount: 1 }, 'amount'],
  ])('are not told for %s', async (_what, query, pointer) => {
    const answer = await fixture.get(buyer, 'payment-methods', query);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'request.query_invalid', errors: [{ pointer }] });
  });

  it('are for who is signed in', async () => {
    const answer = await fixture.service.http.get('/api/v1/payment-methods');
    expect(answer.status).toBe(401);
  });
});
