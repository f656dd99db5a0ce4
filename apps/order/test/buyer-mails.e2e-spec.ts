import { OutgoingMail } from '@course-plateform/common/mail';
import { type TestUser } from '@course-plateform/common/testing';
import { CardFixture, shows } from './card.fixture';
import { type OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

describe('mails to buyers', () => {
  let cards: CardFixture;
  let fixture: OrderFixture;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start({
      ORDER_PAGE_URL: 'https://shop.test/orders/{order}',
      STRIPE_ATTEMPTS_MAX: '2',
    });
    fixture = cards.orders;
    refunds = new RefundSteps(fixture);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await fixture.fakeUpstreams();
    await cards.reset();
    ({ buyer } = cards);
  });

  /** What has been queued for the buyer by now, whether sent or not, in order. */
  async function queued(): Promise<string[]> {
    const mails = await fixture.service.stored(OutgoingMail, { userId: buyer.id });
    return mails
      .toSorted((one, other) => one.id.localeCompare(other.id))
      .map(({ template }) => template);
  }

  /** By which Stripe knows the dispute about an order. */
  async function disputeOf(orderId: string): Promise<string> {
    const { body } = await fixture.get(fixture.admin, 'disputes', { orderId }).expect(200);
    return body.items[0].providerReference;
  }

  function subjectsOf(mails: readonly string[]): string[] {
    return mails.map((mail) => /^Subject: (.*)$/m.exec(mail)?.[1] ?? '');
  }

  it('confirm the order and the payment, with courses, amounts and a link', async () => {
    const order = await fixture.paid(buyer);
    const [placed = '', paid = ''] = await fixture.mailsTo(buyer, 2);
    expect(subjectsOf([placed, paid])).toEqual([
      'We have received your order',
      'Your receipt: $19.99',
    ]);
    const [line] = order.lines;
    for (const mail of [placed, paid]) {
      expect(mail).toContain(`${line?.title}: $19.99`);
      expect(mail).toContain(`https://shop.test/orders/${order.id}`);
    }
    expect(paid).toContain(`Order: ${order.id}`);
    expect(await queued()).toEqual(['order-placed', 'order-paid']);
  });

  it('are in the language of the buyer, amounts and times included', async () => {
    fixture.contacts.respondWith(({ userId }) => ({
      contact: {
        email: `${userId}@example.com`,
        isVerified: false,
        locale: 'fr',
        timezone: 'Asia/Tokyo',
      },
    }));
    await fixture.ordered(buyer, [fixture.priced(123_456, 'EUR')]);
    const [mail = ''] = await fixture.mailsTo(buyer, 1);
    const text = mail.replaceAll(/[\u00a0\u202f]/g, ' ');
    expect(text).toContain('Total : 1 234,56 €');
    expect(text).toMatch(/Veuillez payer avant cette date : .*heure normale du Japon/);
  });

  it('say only that the courses are open when there was nothing to pay', async () => {
    await fixture.ordered(buyer, [fixture.priced(0)]);
    const mails = await fixture.mailsTo(buyer, 1);
    expect(subjectsOf(mails)).toEqual(['Your courses are open']);
    expect(await queued()).toEqual(['order-paid']);
  });

  it('announce each declined card once, however often Stripe reports it', async () => {
    const { id } = await fixture.ordered(buyer);
    const { reference } = await cards.started(id);
    await cards.stripe.behave({ webhooks: { duplicates: 3 } });
    await cards.stripe.pay(reference, 'pm_card_chargeDeclinedInsufficientFunds');
    const mails = await fixture.mailsTo(buyer, 2);
    expect(subjectsOf(mails)).toContain('Your payment of $19.99 did not go through');
    const failed = mails.find((mail) => mail.includes('did not go through')) ?? '';
    expect(failed).toContain('There was not enough money on your card');
    expect(failed).toContain('You can try again');
    await cards.stripe.pay(reference, 'pm_card_chargeDeclined');
    const last = await fixture.mailsTo(buyer, 3);
    expect(last.filter((mail) => mail.includes('takes no more cards'))).toHaveLength(1);
    expect(await queued()).toEqual(['order-placed', 'payment-failed', 'payment-failed']);
  });

  it('announce the decision on a refund request, and the money once it is sent', async () => {
    const order = await fixture.paid(buyer);
    const { id } = await refunds.requested(buyer, order);
    await refunds.decide(id, { decision: 'approve' }).expect(201);
    const [refund] = await refunds.stored(order.id);
    expect(await queued()).toEqual(['order-placed', 'order-paid', 'refund-decided']);
    await refunds.complete(refund?.id ?? '', 'BANK-1').expect(201);
    const mails = await fixture.mailsTo(buyer, 4);
    expect(subjectsOf(mails).slice(2).toSorted()).toEqual([
      'We have refunded $19.99',
      'Your refund is approved',
    ]);
    expect(mails.join('')).toContain('Your access to the course has ended.');
  });

  it('give the reason for which a refund request was declined', async () => {
    const order = await fixture.paid(buyer);
    const { id } = await refunds.requested(buyer, order);
    await refunds.decide(id, { decision: 'reject', reason: 'Most of it is watched.' }).expect(201);
    await refunds.decide(id, { decision: 'reject', reason: 'Again.' }).expect(409);
    const mails = await fixture.mailsTo(buyer, 3);
    const declined = mails.filter((mail) => mail.includes('Your refund request was declined'));
    expect(declined).toHaveLength(1);
    expect(declined[0]).toContain('Reason: Most of it is watched.');
  });

  it.each([
    ['win', 'Your access is restored', 'with all your progress'],
    ['lose', 'Your bank has returned $19.99 to you', 'has ended'],
  ])('announce a dispute, and how it was decided: %s', async (action, subject, text) => {
    const { id } = await fixture.ordered(buyer);
    const { reference } = await cards.started(id);
    await cards.stripe.pay(reference);
    await cards.isPaid(id);
    await cards.stripe.act(reference, 'dispute');
    const opened = (await fixture.mailsTo(buyer, 3)).join('');
    expect(opened).toContain('Subject: Your bank disputes a payment of $19.99');
    await cards.stripe.act(await disputeOf(id), action);
    const closed = (await fixture.mailsTo(buyer, 4)).find((mail) => mail.includes(subject));
    expect(closed).toContain(text);
    // A lost dispute ends the access as a refund does, but the platform has sent no money.
    expect(await queued()).toEqual([
      ...['order-placed', 'order-paid'],
      ...['dispute-opened', 'dispute-closed'],
    ]);
  });

  it('tell what became of money that could not pay its order', async () => {
    const reviews = [];
    for (const decision of [{ action: 'refund' }, { action: 'keep', reason: 'As agreed.' }]) {
      const order = await fixture.ordered(buyer);
      const payment = await fixture.billed(buyer, order.id);
      await fixture.post(buyer, `orders/${order.id}/cancellations`).expect(201);
      await fixture.confirm(payment.id, payment.amount).expect(201);
      const { body } = await fixture
        .get(fixture.admin, 'payment-reviews', { orderId: order.id })
        .expect(200);
      const path = `payment-reviews/${body.items[0].id}/decisions`;
      await fixture.post(fixture.admin, path, decision).expect(201);
      reviews.push(order.id);
    }
    const [refund] = await refunds.stored(reviews[0] ?? '');
    await refunds.complete(refund?.id ?? '', 'BANK-2').expect(201);
    const mails = await fixture.mailsTo(buyer, 4);
    const unused = mails.filter((mail) => mail.includes('could not take it'));
    expect(subjectsOf(unused).toSorted()).toEqual([
      'About your payment of $19.99',
      'We have sent $19.99 back to you',
    ]);
    expect(unused.join('')).toContain('Reason: As agreed.');
  });

  it('go to nobody once the account is gone, and hold up no purchase', async () => {
    fixture.contacts.respondWith(() => ({ contact: null }));
    await fixture.paid(buyer);
    await shows(async () => {
      const mails = await fixture.service.stored(OutgoingMail, { userId: buyer.id });
      expect(mails.map(({ state, content }) => ({ state, content }))).toEqual([
        { state: 'unaddressed', content: null },
        { state: 'unaddressed', content: null },
      ]);
    });
    expect(fixture.mailbox.to(`${buyer.id}@example.com`)).toEqual([]);
  });

  it('wait while the auth service is unavailable', async () => {
    fixture.contacts.disconnect();
    await fixture.paid(buyer);
    await shows(async () => {
      const mails = await fixture.service.stored(OutgoingMail, { userId: buyer.id });
      expect(mails.map(({ state, attempts }) => ({ state, attempts }))).toEqual([
        { state: 'waiting', attempts: 1 },
        { state: 'waiting', attempts: 1 },
      ]);
    });
    await fixture.fakeUpstreams();
    fixture.clock.advance(60_000);
    expect(await fixture.mailsTo(buyer, 2)).toHaveLength(2);
  });
});
