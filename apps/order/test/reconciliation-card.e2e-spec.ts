import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { type CardFixture, shows } from './card.fixture';
import { StripeRefunds } from '../src/payment-providers/stripe/stripe-refunds';
import { CardSales } from './card-sale.fixture';
import type { OrderFixture } from './order.fixture';
import type { ReconciliationSteps } from './reconciliation.fixture';
import type { RefundSteps } from './refund.fixture';
import type { StripeStandIn } from './stripe-stand-in';

const HOUR_MS = 3_600_000;

describe('reconciliation with Stripe', () => {
  let sales: CardSales;
  let cards: CardFixture;
  let fixture: OrderFixture;
  let stripe: StripeStandIn;
  let steps: ReconciliationSteps;
  let refunds: RefundSteps;
  let buyer: TestUser;

  beforeAll(async () => {
    sales = await CardSales.start();
    ({ cards, steps, refunds } = sales);
    ({ orders: fixture, stripe } = cards);
  }, 90_000);

  afterAll(() => cards.stop());

  beforeEach(async () => {
    await cards.reset();
    ({ buyer } = cards);
  });

  const paid = (courseIds = [fixture.priced(2000)]) => sales.sold(courseIds);

  it('finds nothing when both sides agree, also after a refund', async () => {
    const order = await paid();
    const { id } = await refunds.refunded(order, 500);
    await refunds.reaches(id, 'succeeded');
    fixture.clock.advance(HOUR_MS);
    await steps.run();
    expect(await steps.findings()).toEqual([]);
    expect(await steps.findings({ status: 'closed' })).toEqual([]);
  });

  describe('of a refund that was made in the dashboard', () => {
    /** Reported by its events, or found by asking. */
    async function refundElsewhere(intent: string, amount: number, isReported = true) {
      if (!isReported) await stripe.behave({ webhooks: { dropped: 1 } });
      const made = await stripe.api.refunds.create({ payment_intent: intent, amount });
      if (isReported) {
        await shows(async () => {
          const events = await cards.events(made.id);
          expect(events.map(({ status }) => status)).toContain('handled');
        });
      } else fixture.clock.advance(HOUR_MS);
      await steps.run();
      return made.id;
    }

    it('is found when it is made while the payment is compared', async () => {
      const order = await paid();
      const provider = fixture.service.get(StripeRefunds);
      const list = provider.list.bind(provider);
      fixture.clock.advance(HOUR_MS);
      const late = jest.spyOn(provider, 'list').mockImplementationOnce(async (charge) => {
        const listed = await list(charge);
        const { id } = await stripe.api.refunds.create({ payment_intent: order.reference });
        await shows(async () => {
          const events = await cards.events(id);
          expect(events.map(({ status }) => status)).toContain('handled');
        });
        return listed;
      });
      await steps.run();
      expect(late).toHaveBeenCalled();
      await steps.run();
      expect(await steps.about(order.id)).toMatchObject([{ cause: 'refund_made_elsewhere' }]);
    });

    it.each([
      ['is found by its events', true],
      ['is found by asking', false],
    ])('%s, and taken over by an admin', async (_what, isReported) => {
      const order = await paid();
      const reference = await refundElsewhere(order.reference, 2000, isReported);
      const [finding, ...others] = await steps.about(order.id);
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        ...{ kind: 'provider_mismatch', cause: 'refund_made_elsewhere', subject: reference },
        amount: { amountMinor: 2000, currency: 'USD' },
      });
      await steps.repair(finding?.id ?? '', { reason: 'By phone.' }).expect(201);
      expect(await steps.about(order.id)).toEqual([]);
      expect(await cards.order(order.id)).toMatchObject({
        status: 'refunded',
        lines: [{ status: 'refunded', refunded: { amountMinor: 2000 } }],
      });
      expect(await refunds.booked(order.id)).toEqual([2000]);
      expect(
        (await stripe.api.refunds.list({ payment_intent: order.reference })).data,
      ).toHaveLength(1);
      fixture.granted.delete(order.lines[0]?.id ?? '');
      await steps.run();
      expect(await steps.about(order.id)).toEqual([]);
      expect((await refunds.refund(order)).status).toBe(409);
    });

    it('is split over all lines, or needs the line that it is for', async () => {
      const order = await paid([fixture.priced(1000), fixture.priced(2000)]);
      await refundElsewhere(order.reference, 700);
      const [finding] = await steps.about(order.id);
      const refused = await steps.repair(finding?.id ?? '');
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({ code: 'reconciliation.line_missing' });
      const lineId = order.lines[1]?.id ?? '';
      await steps.repair(finding?.id ?? '', { lineId }).expect(201);
      await refundElsewhere(order.reference, 2300);
      const [rest] = await steps.about(order.id);
      await steps.repair(rest?.id ?? '').expect(201);
      expect(await refunds.booked(order.id)).toEqual([700, 1000, 1300]);
      expect(await cards.order(order.id)).toMatchObject({ status: 'refunded' });
    });

    it('is taken over once, whoever repairs at the same time', async () => {
      const order = await paid();
      await refundElsewhere(order.reference, 2000);
      const [finding] = await steps.about(order.id);
      await Promise.all([1, 2, 3, 4].map(() => steps.repair(finding?.id ?? '')));
      expect(await refunds.booked(order.id)).toEqual([2000]);
    });
  });

  const sent = (payload: string) =>
    fixture.service.http
      .post('/api/v1/payment-webhooks/stripe')
      .set({ 'Stripe-Signature': stripe.sign(payload), 'Content-Type': 'application/json' })
      .send(payload);

  it('finds money for a payment that is not known here, until an admin has dismissed it', async () => {
    const metadata = { payment_key: `order:${newId()}:payment:1` };
    const money = { amount_received: 1, currency: 'usd', status: 'succeeded' };
    const object = { id: `pi_${newId()}`, metadata, ...money };
    const id = `evt_${newId()}`;
    const event = { id, object: 'event', type: 'payment_intent.succeeded', data: { object } };
    await sent(JSON.stringify(event)).expect(200);
    await shows(async () => {
      fixture.clock.advance(60_000);
      expect(await steps.about(id)).toMatchObject([
        { kind: 'provider_mismatch', cause: 'unknown_payment', orderId: null },
      ]);
    });
    const [finding] = await steps.about(id);
    await steps.repair(finding?.id ?? '', { dismiss: true, reason: 'A shop of ours.' }).expect(201);
    expect(await steps.about(id)).toEqual([]);
  });

  it('finds a payment that is paid here and not there', async () => {
    const order = await paid();
    const { reference } = await cards.started((await fixture.ordered(buyer)).id);
    await steps.sql('update payment set reference = ? where order_id <> ? and reference = ?', [
      ...[`gone ${reference}`, order.id, reference],
    ]);
    await steps.sql('update payment set reference = ? where order_id = ?', [reference, order.id]);
    fixture.clock.advance(HOUR_MS);
    await steps.run();
    expect(await steps.about(order.id)).toMatchObject([
      { kind: 'provider_mismatch', cause: 'not_paid_at_provider' },
    ]);
    await steps.sql('update payment set reference = ? where order_id = ?', [
      ...[order.reference, order.id],
    ]);
    fixture.clock.advance(HOUR_MS);
    await steps.run();
    expect(await steps.about(order.id)).toEqual([]);
  });
});
