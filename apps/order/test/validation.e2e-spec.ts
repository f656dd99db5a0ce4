import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { Order } from '../src/order/order.entity';
import { BankReceipt } from '../src/bank-receipt/bank-receipt.entity';
import { Payment } from '../src/payment/payment.entity';
import { Quote } from '../src/quote/quote.entity';
import { OrderFixture, USD_1999 } from './order.fixture';

describe('invalid requests to order', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;
  let orderId: string;
  let paymentId: string;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    buyer = await fixture.service.user();
    orderId = (await fixture.ordered(buyer)).id;
    paymentId = (await fixture.billed(buyer, orderId)).id;
  });

  afterAll(() => fixture.service.stop());

  async function counts() {
    const { service } = fixture;
    const all = await Promise.all([
      service.stored(Quote),
      service.stored(Order),
      service.stored(Payment),
      service.stored(BankReceipt),
    ]);
    return all.map((rows) => rows.length);
  }

  const course = newId();
  const receipt = { receivedAmount: USD_1999, bankReference: 'line 1' };
  const confirmations = () => `bank-transfers/${paymentId}/confirmations`;
  const bodies: [string, string, string, () => string, unknown][] = [
    [
      '/courseIds',
      'field.array_unique',
      'a course twice',
      () => 'quotes',
      { courseIds: [course, course] },
    ],
    [
      '/courseIds',
      'field.array_max_size',
      'too many courses',
      () => 'quotes',
      { courseIds: Array.from({ length: 51 }, () => newId()) },
    ],
    ['/courseIds', 'field.is_uuid', 'what is no id', () => 'quotes', { courseIds: ['1; drop'] }],
    ['/courseIds', 'field.is_array', 'no list', () => 'quotes', { courseIds: { $ne: '' } }],
    ['/courseIds', 'field.is_array', 'null', () => 'quotes', { courseIds: null }],
    ['/quoteId', 'field.is_uuid', 'no quote', () => 'orders', {}],
    ['/quoteId', 'field.is_uuid', 'a number', () => 'orders', { quoteId: 7 }],
    ['/quoteId', 'field.is_uuid', 'an operator', () => 'orders', { quoteId: { $gt: '' } }],
    ['/method', 'field.is_enum', 'no method', () => `orders/${orderId}/payments`, {}],
    [
      '/method',
      'field.is_enum',
      'an unknown method',
      () => `orders/${orderId}/payments`,
      { method: 'cash' },
    ],
    [
      '/bankReference',
      'field.is_length',
      'no reference',
      confirmations,
      { ...receipt, bankReference: '' },
    ],
    [
      '/bankReference',
      'field.is_length',
      'a long reference',
      confirmations,
      { ...receipt, bankReference: 'x'.repeat(141) },
    ],
    [
      '/bankReference',
      'field.is_storable',
      'a NUL',
      confirmations,
      { ...receipt, bankReference: 'a\u0000b' },
    ],
    [
      '/receivedAmount',
      'field.is_object',
      'a plain number',
      confirmations,
      { ...receipt, receivedAmount: 1999 },
    ],
    [
      '/receivedAmount/amountMinor',
      'field.is_int',
      'half a cent',
      confirmations,
      { ...receipt, receivedAmount: { amountMinor: 0.5, currency: 'USD' } },
    ],
    [
      '/receivedAmount/amountMinor',
      'field.is_int',
      'a number in words',
      confirmations,
      { ...receipt, receivedAmount: { amountMinor: '1999', currency: 'USD' } },
    ],
    [
      '/receivedAmount/amountMinor',
      'field.max',
      'more than there is',
      confirmations,
      { ...receipt, receivedAmount: { amountMinor: 1e12 + 1, currency: 'USD' } },
    ],
    [
      '/receivedAmount/rate',
      'field.unknown',
      'an exchange rate',
      confirmations,
      { ...receipt, receivedAmount: { ...USD_1999, rate: 1 } },
    ],
    ['/status', 'field.unknown', 'a status', confirmations, { ...receipt, status: 'succeeded' }],
  ];

  it.each(bodies)('point at %s with %s for %s', async (pointer, code, _what, path, body) => {
    const before = await counts();
    const user = path === confirmations ? fixture.admin : buyer;
    const response = await fixture.post(user, path(), body as object);
    expect(response.status).toBe(422);
    expect(response.body.code).toBe('request.invalid');
    expect(response.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    expect(await counts()).toEqual(before);
  });

  it('with an unknown currency get 422', async () => {
    for (const currency of ['XTS', 'usd']) {
      const receivedAmount = { amountMinor: 1, currency };
      const response = await fixture.post(fixture.admin, confirmations(), {
        ...{ receivedAmount, bankReference: newId() },
      });
      expect(response.status).toBe(422);
    }
    expect(await fixture.service.stored(BankReceipt, { paymentId })).toEqual([]);
  });

  it('without a body get 422', async () => {
    const before = await counts();
    for (const path of ['quotes', 'orders', `orders/${orderId}/payments`]) {
      const response = await fixture.post(buyer, path);
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({ code: 'request.invalid' });
    }
    expect(await counts()).toEqual(before);
  });

  it('without a token get 401', async () => {
    const requests: ['get' | 'post', string][] = [
      ['post', 'quotes'],
      ['get', `quotes/${newId()}`],
      ['post', 'orders'],
      ['get', 'orders'],
      ['get', `orders/${orderId}`],
      ['post', `orders/${orderId}/cancellations`],
      ['post', `orders/${orderId}/payments`],
      ['get', 'bank-transfers'],
      ['post', confirmations()],
      ['get', 'transactions'],
    ];
    for (const [method, path] of requests) {
      const response = await fixture.service.http[method](`/api/v1/${path}`);
      expect(response.status).toBe(401);
      expect(response.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('by learners and instructors for known and unknown transfers get the same response', async () => {
    const instructor = await fixture.service.user(Role.instructor, fixture.instructorId);
    for (const user of [buyer, instructor]) {
      const responses = [];
      for (const id of [paymentId, newId()]) {
        responses.push(await fixture.post(user, `bank-transfers/${id}/confirmations`, receipt));
      }
      const [known, random] = responses.map(({ status, body }) => {
        const { traceId: _traceId, instance: _instance, ...problem } = body;
        return { status, problem };
      });
      expect(known?.status).toBe(403);
      expect(known).toEqual(random);
    }
    expect(await fixture.service.stored(Payment, { id: paymentId })).toMatchObject([
      { status: 'open', receivedMinor: 0, version: 1 },
    ]);
  });
});
