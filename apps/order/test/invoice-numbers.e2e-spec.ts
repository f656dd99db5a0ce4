import { newId } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import type { TestUser } from '@course-plateform/common/testing';
import { Invoice } from '../src/invoice/invoice.entity';
import { InvoiceKind } from '../src/invoice/invoice.kind';
import { InvoiceCounter } from '../src/invoice/invoice-counter.entity';
import type { StartedPaymentResponse } from '../src/payment/payment.dto';
import { CardFixture } from './card.fixture';
import { InvoiceSteps } from './invoice.fixture';
import type { OrderFixture } from './order.fixture';
import { RefundSteps } from './refund.fixture';

/** Fails every third transaction that issues an invoice, at its commit, after the number was taken. */
const UNLUCKY = [
  'create sequence unlucky',
  `create function be_unlucky() returns trigger as $$ begin
     if (select sequence from invoice where id = new.id) is null then raise exception 'numbered too late'; end if;
     if nextval('unlucky') % 3 = 0 then raise exception 'out of luck'; end if;
     return null; end; $$ language plpgsql`,
  `create constraint trigger "zz_unlucky" after insert on invoice deferrable initially deferred
     for each row execute function be_unlucky()`,
];

describe('the numbers of invoices', () => {
  let cards: CardFixture;
  let orders: OrderFixture;
  let steps: InvoiceSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    cards = await CardFixture.start({ REFUND_JOB_SECONDS: '1' });
    ({ orders } = cards);
    steps = new InvoiceSteps(orders);
    refunds = new RefundSteps(orders);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await cards.reset();
    ({ buyer } = cards);
  });

  async function paidByCard(amountMinor = 2000) {
    const { id } = await orders.ordered(buyer, [orders.priced(amountMinor)]);
    const { reference } = await cards.started(id);
    await cards.stripe.pay(reference);
    await cards.isPaid(id);
    return { ...(await cards.order(id)), reference };
  }

  const kindsOf = async (order: { readonly id: string }) =>
    (await steps.of(buyer, order)).map(({ kind, total }) => [kind, total.amountMinor]);

  it('are taken once, however often a payment is reported (A2)', async () => {
    await cards.stripe.behave({ webhooks: { duplicates: 2, delayMs: [0, 200] } });
    const order = await paidByCard();
    const succeeded = (await cards.events(order.reference)).find(
      ({ type }) => type === 'payment_intent.succeeded',
    );
    const payload = JSON.stringify({ ...succeeded?.payload, id: `evt_${newId()}` });
    const report = () =>
      orders.service.http
        .post('/api/v1/payment-webhooks/stripe')
        .set({ 'Stripe-Signature': cards.stripe.sign(payload), 'Content-Type': 'application/json' })
        .send(payload)
        .expect(200);
    await Promise.all([report(), report(), report()]);
    expect(await kindsOf(order)).toEqual([['invoice', 2000]]);
  });

  it('of refunds by card count by themselves, and a refund that comes back is charged again', async () => {
    const order = await paidByCard();
    const refund = await refunds.refunded(order, 500);
    await refunds.reaches(refund.id, 'succeeded');
    expect(await kindsOf(order)).toEqual([
      ['invoice', 2000],
      ['credit_note', 500],
    ]);
    const [made] = (await cards.stripe.api.refunds.list({ payment_intent: order.reference })).data;
    await cards.stripe.act(made?.id ?? '', 'fail');
    await refunds.reaches(refund.id, 'failed');
    const again = await refunds.refunded(order, 2000);
    await refunds.reaches(again.id, 'succeeded');
    expect(await kindsOf(order)).toEqual([
      ['invoice', 2000],
      ['credit_note', 500],
      ['debit_note', 500],
      ['credit_note', 2000],
    ]);
    const [, note, debit] = await steps.of(buyer, order);
    expect(debit).toMatchObject({
      corrects: { id: note?.id, number: note?.number },
      ...{ refundId: refund.id, lines: note?.lines, tax: note?.tax },
    });
    expect(debit?.number).toMatch(/^DN-\d{4}-000001$/);
  });

  it('are given back by transactions that fail, and leave no gap', async () => {
    const em = sqlOf(orders.service.em());
    const taken = await em.count(Invoice, { kind: InvoiceKind.invoice });
    for (const statement of UNLUCKY) await em.execute(statement);
    const payments: { user: TestUser; id: string; payment: StartedPaymentResponse }[] = [];
    for (let n = 0; n < 40; n += 1) {
      const user = await orders.service.user();
      const { id } = await orders.ordered(user);
      payments.push({ user, id, payment: await orders.billed(user, id) });
    }
    const confirm = ({ payment }: (typeof payments)[number]) =>
      orders.confirm(payment.id, payment.amount);
    const statuses = (await Promise.all(payments.map(confirm))).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([201, 500]));
    const failed = payments.filter((_, index) => statuses[index] === 500);
    for (const { user, id } of failed) expect(await steps.listed(user, { id })).toEqual([]);
    await em.execute('drop trigger "zz_unlucky" on invoice');
    for (const one of failed) await confirm(one).expect(201);

    const invoices = await em.find(Invoice, { orderId: { $in: payments.map(({ id }) => id) } });
    expect(invoices).toHaveLength(40);
    const counters = await em.find(InvoiceCounter, { series: 'INV' });
    expect(counters).toMatchObject([{ last: taken + 40 }]);
  });
});
