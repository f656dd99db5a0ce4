import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { userErased } from '@course-plateform/types/user';
import { StripeCustomer } from '../src/payment-providers/stripe/stripe-customer.entity';
import { CardFixture, shows } from './card.fixture';
import type { OrderFixture } from './order.fixture';

describe('buyers as customers at Stripe', () => {
  let cards: CardFixture;
  let fixture: OrderFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start();
    fixture = cards.orders;
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await fixture.fakeUpstreams();
    await cards.reset();
    ({ buyer } = cards);
  });

  const stored = (user: TestUser) => fixture.service.stored(StripeCustomer, { userId: user.id });

  /** What Stripe knows of a payment that has just begun. */
  async function paymentAtStripe(more: object = {}) {
    const { id } = await fixture.ordered(buyer);
    await cards.started(id, more);
    const [intent] = await cards.intents(id);
    return { customer: intent?.customer, receipt: intent?.receipt_email };
  }

  it('are made once, and all their payments belong to it', async () => {
    const first = await paymentAtStripe();
    const second = await paymentAtStripe();
    const [customer, ...more] = await stored(buyer);
    expect(more).toEqual([]);
    const receipt = `${buyer.id}@example.com`;
    expect([first, second]).toEqual([
      { customer: customer?.customerId, receipt },
      { customer: customer?.customerId, receipt },
    ]);
    const known = await cards.stripe.api.customers.retrieve(customer?.customerId ?? '');
    expect(known).toMatchObject({ email: receipt, metadata: { user_id: buyer.id } });
  });

  it('are one also when two payments begin at once', async () => {
    const orders = [await fixture.ordered(buyer), await fixture.ordered(buyer)];
    await Promise.all(orders.map(({ id }) => cards.started(id)));
    const customers = await cards.stripe.api.customers.list({ email: `${buyer.id}@example.com` });
    expect(customers.data).toHaveLength(1);
    expect(await stored(buyer)).toMatchObject([{ customerId: customers.data[0]?.id }]);
  });

  it('get no receipt at an address that is not confirmed', async () => {
    const contact = { email: 'typo@example.com', isVerified: false, locale: 'en', timezone: 'UTC' };
    fixture.contacts.respondWith(() => ({ contact }));
    const payment = await paymentAtStripe();
    expect(payment).toEqual({ customer: expect.stringMatching(/^cus_/), receipt: null });
  });

  it('can pay while the auth service is unavailable', async () => {
    fixture.contacts.disconnect();
    expect(await paymentAtStripe()).toEqual({ customer: null, receipt: null });
    expect(await stored(buyer)).toEqual([]);
  });

  it('are deleted at Stripe once the user is erased', async () => {
    await paymentAtStripe();
    const [customer] = await stored(buyer);
    await fixture.service.events.publish(
      userErased,
      { userId: buyer.id },
      { aggregateId: buyer.id, aggregateVersion: 2 },
    );
    await shows(async () => expect(await stored(buyer)).toEqual([]));
    await expect(
      cards.stripe.api.customers.retrieve(customer?.customerId ?? newId()),
    ).rejects.toMatchObject({ code: 'resource_missing' });
  });
});
