import type { TestUser } from '@course-plateform/common/testing';
import { Payment } from '../src/payment/payment.entity';
import { OrderFixture } from './order.fixture';

describe('payment methods', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await OrderFixture.start({ BANK_TRANSFER_CURRENCIES: 'USD, JPY' });
    buyer = await fixture.service.user();
  });

  afterAll(() => fixture.service.stop());

  const offered = async (query: Record<string, string | number> = {}) =>
    (await fixture.get(buyer, 'payment-methods', query).expect(200)).body as unknown;
  /** Without keys cards are not offered, and `GET /payment-methods` says so. */
  const bank = (rest: object, cardLimits: object = { minimum: null, maximum: null }) => ({
    items: [
      { method: 'bank_transfer', minimum: null, maximum: null, ...rest },
      { method: 'stripe', available: false, reason: 'not_configured', ...cardLimits },
    ],
  });
  const minimum = (currency: string) => ({ amountMinor: 1, currency });
  const limits = (currency: string, least: number, most: number) => ({
    minimum: { amountMinor: least, currency },
    maximum: { amountMinor: most, currency },
  });

  it('are listed in general and for a price, with the reason when unavailable', async () => {
    expect(await offered()).toEqual(bank({ available: true }));
    expect(await offered({ amountMinor: 1 })).toEqual(bank({ available: true }));
    expect(await offered({ currency: 'JPY' })).toEqual(
      bank({ available: true, minimum: minimum('JPY') }, limits('JPY', 50, 99_999_999)),
    );
    expect(await offered({ currency: 'USD', amountMinor: 1 })).toEqual(
      bank({ available: true, minimum: minimum('USD') }, limits('USD', 50, 99_999_999)),
    );
    expect(await offered({ currency: 'USD', amountMinor: 0 })).toEqual(
      bank(
        { available: false, reason: 'amount_too_small', minimum: minimum('USD') },
        limits('USD', 50, 99_999_999),
      ),
    );
    expect(await offered({ currency: 'EUR', amountMinor: 1 })).toEqual(
      bank({ available: false, reason: 'currency_not_supported' }, limits('EUR', 50, 99_999_999)),
    );
  });

  it('can start a payment exactly when they are listed as available', async () => {
    const { id } = await fixture.ordered(buyer, [fixture.priced(100, 'EUR')]);
    const body = { method: 'bank_transfer' };
    const response = await fixture.post(buyer, `orders/${id}/payments`, body);
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({
      code: 'payment.amount_not_supported',
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
  ])('are not listed for %s', async (_what, query, pointer) => {
    const response = await fixture.get(buyer, 'payment-methods', query);
    expect(response.status).toBe(400);
    expect(response.body).toMatchObject({ code: 'request.query_invalid', errors: [{ pointer }] });
  });

  it('require a signed-in user', async () => {
    const response = await fixture.service.http.get('/api/v1/payment-methods');
    expect(response.status).toBe(401);
  });
});
