import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { signInGetRecent } from '@course-plateform/types/auth';
import { disputeClosed, disputeOpened } from '@course-plateform/types/order';
import { EnrollmentStatus, enrollmentGetActivity } from '@course-plateform/types/user-progress';
import { LedgerKind } from '../src/ledger/ledger-account';
import { LedgerTransaction } from '../src/ledger/ledger-transaction.entity';
import { Dispute } from '../src/payment/dispute.entity';
import type { DisputeResponse } from '../src/dispute/dispute.dto';
import { Transaction } from '../src/transaction/transaction.entity';
import { type CardFixture, shows } from './card.fixture';
import { type CardSale, CardSales } from './card-sale.fixture';
import { InvoiceSteps } from './invoice.fixture';
import type { OrderFixture } from './order.fixture';
import type { ReconciliationSteps } from './reconciliation.fixture';
import type { RefundSteps } from './refund.fixture';
import type { StripeStandIn } from './stripe-stand-in';

const HOUR_MS = 3_600_000;

describe('disputes', () => {
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

  const paid = (courseIds = [fixture.priced(10_000)]) => sales.sold(courseIds);

  const list = async (query: Record<string, string>): Promise<DisputeResponse[]> =>
    (await fixture.get(fixture.admin, 'disputes', query).expect(200)).body.items;

  /** The only dispute about an order, once it is in a state. */
  async function reaches(orderId: string, status: string): Promise<DisputeResponse> {
    await shows(async () => expect(await list({ orderId })).toMatchObject([{ status }]));
    const [dispute] = await list({ orderId });
    if (!dispute) throw new Error('There is no dispute');
    return dispute;
  }

  async function disputed(order: CardSale): Promise<DisputeResponse> {
    await stripe.act(order.reference, 'dispute');
    return reaches(order.id, 'needs_response');
  }

  /** Everything that was booked for an order; what went back is negative. */
  async function balance(orderId: string): Promise<[kind: string, amount: number][]> {
    const rows = await fixture.service.stored(Transaction, { orderId });
    const comes = ['charge', 'refund_reversal', 'dispute_reversal'];
    return rows.map(({ kind, amountMinor }) => [
      kind,
      comes.includes(kind) ? amountMinor : -amountMinor,
    ]);
  }

  /** What the ledger has of an order, but for the fee of the charge, which comes when it comes. */
  async function posted(orderId: string): Promise<string[]> {
    const rows = await fixture.service.stored(LedgerTransaction, { orderId });
    return rows.flatMap(({ kind }) => (kind === LedgerKind.providerFee ? [] : kind)).toSorted();
  }

  const causes = async (id: string) =>
    (await cards.order(id)).history.flatMap(({ cause }) => cause ?? []);

  it('suspend the access, and tell the buyer why', async () => {
    const order = await paid();
    const dispute = await disputed(order);
    expect(dispute).toMatchObject({
      ...{ orderId: order.id, buyerId: buyer.id, method: 'stripe', reason: 'fraudulent' },
      ...{ amount: { amountMinor: 10_000, currency: 'USD' }, fee: { amountMinor: 1500 } },
      ...{ lineIds: [order.lines[0]?.id], submittedAt: null, closedAt: null },
      evidenceDueAt: expect.any(String),
    });
    const { payload } = await fixture.service.events.next(
      disputeOpened,
      (event) => event.payload.disputeId === dispute.id,
    );
    expect(payload).toEqual({
      ...{ disputeId: dispute.id, orderId: order.id, buyerId: buyer.id, amount: dispute.amount },
      lines: [{ lineId: order.lines[0]?.id, courseId: order.lines[0]?.courseId }],
    });
    expect(await causes(order.id)).toEqual(['disputed']);
    expect(await cards.order(order.id)).toMatchObject({ status: 'fulfilled' });
    const refused = await refunds.refund(order);
    expect(refused.body).toMatchObject({ code: 'refund.exceeds_remainder', remainingMinor: 0 });
  });

  it('leave everything as before when they are won', async () => {
    const order = await paid();
    const { id, providerReference } = await disputed(order);
    await stripe.act(providerReference, 'win');
    await reaches(order.id, 'won');
    const { payload } = await fixture.service.events.next(
      disputeClosed,
      (event) => event.payload.disputeId === id,
    );
    expect(payload).toMatchObject({ outcome: 'won', lines: [{ lineId: order.lines[0]?.id }] });
    expect(await balance(order.id)).toEqual([
      ['charge', 10_000],
      ['dispute', -10_000],
      ['dispute_reversal', 10_000],
    ]);
    expect(await causes(order.id)).toEqual(['disputed', 'dispute_won']);
    expect(await posted(order.id)).toEqual([
      ...['charge', 'dispute_fee', 'dispute_opened', 'dispute_won'],
    ]);
    expect(refunds.published(order.id)).toEqual([]);
    expect(await refunds.refunded(order)).toMatchObject({ amount: { amountMinor: 10_000 } });
  });

  it('of what a refund has left return exactly what was paid when they are lost (A3)', async () => {
    const order = await paid();
    const { id: refundId } = await refunds.refunded(order, 3000);
    await refunds.reaches(refundId, 'succeeded');
    const dispute = await disputed(order);
    expect(dispute).toMatchObject({ amount: { amountMinor: 7000 } });
    await stripe.act(dispute.providerReference, 'lose');
    await reaches(order.id, 'lost');
    expect(await cards.order(order.id)).toMatchObject({
      status: 'refunded',
      lines: [{ status: 'refunded', refunded: { amountMinor: 10_000 } }],
    });
    expect(await balance(order.id)).toEqual([
      ['charge', 10_000],
      ['refund', -3000],
      ['dispute', -7000],
    ]);
    expect(await posted(order.id)).toEqual([
      ...['charge', 'dispute_fee', 'dispute_lost', 'dispute_opened', 'refund'],
    ]);
    const documents = await new InvoiceSteps(fixture).of(buyer, order);
    expect(documents).toMatchObject([
      { kind: 'invoice', total: { amountMinor: 10_000 } },
      { kind: 'credit_note', total: { amountMinor: 3000 }, refundId, disputeId: null },
      { kind: 'credit_note', total: { amountMinor: 7000 }, refundId: null, disputeId: dispute.id },
    ]);
    const lost = refunds
      .published(order.id)
      .map(({ payload }) => [payload.amount.amountMinor, payload.endsAccess]);
    expect(lost).toEqual([
      [3000, false],
      [7000, true],
    ]);
    for (const amount of [undefined, 1]) {
      expect((await refunds.refund(order, amount)).status).toBe(409);
    }
    fixture.granted.delete(order.lines[0]?.id ?? '');
    fixture.clock.advance(HOUR_MS);
    await steps.run();
    expect(await steps.about(order.id)).toEqual([]);
  });

  it('of several lines are spread over them, and end the access of each', async () => {
    const order = await paid([fixture.priced(1000), fixture.priced(2000)]);
    const { providerReference } = await disputed(order);
    await stripe.act(providerReference, 'lose');
    await reaches(order.id, 'lost');
    expect(await cards.order(order.id)).toMatchObject({
      status: 'refunded',
      lines: [{ refunded: { amountMinor: 1000 } }, { refunded: { amountMinor: 2000 } }],
    });
    const [, note, ...others] = await new InvoiceSteps(fixture).of(buyer, order);
    expect(note).toMatchObject({
      lines: [{ gross: { amountMinor: 1000 } }, { gross: { amountMinor: 2000 } }],
    });
    expect(others).toEqual([]);
  });

  it('and twenty parallel refund decisions never give back more than was paid', async () => {
    const order = await paid();
    const lineId = order.lines[0]?.id ?? '';
    const body = { lineId, amount: { amountMinor: 1000, currency: 'USD' } };
    await Promise.all([
      ...Array.from({ length: 20 }, () =>
        fixture.post(fixture.admin, `orders/${order.id}/refunds`, body),
      ),
      stripe.act(order.reference, 'dispute'),
    ]);
    const { providerReference } = await reaches(order.id, 'needs_response');
    await stripe.act(providerReference, 'lose');
    await reaches(order.id, 'lost');
    await shows(async () => {
      const stored = await refunds.stored(order.id);
      expect(stored.filter(({ isPending }) => isPending)).toEqual([]);
    });
    const left = (await balance(order.id)).reduce((sum, [, amount]) => sum + amount, 0);
    expect(left).toBe(0);
    expect(await cards.order(order.id)).toMatchObject({
      status: 'refunded',
      lines: [{ refunded: { amountMinor: 10_000 } }],
    });
    expect((await refunds.refund(order, 1)).status).toBe(409);
  });

  it('that are reported before their payment pay the order first', async () => {
    const { id } = await fixture.ordered(buyer, [fixture.priced(500)]);
    const { reference } = await cards.started(id);
    await stripe.behave({ webhooks: { dropped: 1 } });
    await stripe.pay(reference, 'pm_card_createDispute');
    const [at] = (await stripe.api.disputes.list({ payment_intent: reference })).data;
    await stripe.behave();
    const event = { id: `evt_${newId()}`, object: 'event', type: 'charge.dispute.created' };
    const payload = JSON.stringify({ ...event, data: { object: at } });
    await fixture.service.http
      .post('/api/v1/payment-webhooks/stripe')
      .set({ 'Stripe-Signature': stripe.sign(payload), 'Content-Type': 'application/json' })
      .send(payload)
      .expect(200);
    await reaches(id, 'needs_response');
    expect(await cards.order(id)).toMatchObject({ status: 'paid' });
    expect((await balance(id)).map(([kind]) => kind)).toEqual(['charge', 'dispute']);
  });

  it('are taken in once, however often and in whichever order they are reported', async () => {
    const order = await paid();
    await stripe.behave({ webhooks: { duplicates: 2, delayMs: [0, 300] } });
    const { providerReference } = await disputed(order);
    await stripe.act(providerReference, 'win');
    await reaches(order.id, 'won');
    await shows(async () => {
      const events = await cards.events(providerReference);
      expect(events.length).toBeGreaterThanOrEqual(4);
      expect(events.filter(({ status }) => status !== 'handled')).toEqual([]);
    });
    expect(await fixture.service.stored(Dispute, { orderId: order.id })).toHaveLength(1);
    expect((await balance(order.id)).map(([kind]) => kind)).toEqual([
      ...['charge', 'dispute', 'dispute_reversal'],
    ]);
  });

  it('whose reports are lost are found by asking, and so is their end', async () => {
    const order = await paid();
    await stripe.behave({ webhooks: { dropped: 1 } });
    await stripe.act(order.reference, 'dispute');
    fixture.clock.advance(2 * HOUR_MS);
    await steps.run();
    const [dispute] = await list({ orderId: order.id });
    expect(dispute).toMatchObject({ status: 'needs_response' });
    await stripe.act(dispute?.providerReference ?? '', 'lose');
    fixture.clock.advance(2 * HOUR_MS);
    await steps.run();
    expect(await list({ orderId: order.id })).toMatchObject([{ status: 'lost' }]);
    expect(await cards.order(order.id)).toMatchObject({ status: 'refunded' });
  });

  describe('evidence', () => {
    beforeEach(async () => {
      const { upstreams } = fixture.service;
      signIns?.disconnect();
      activity?.disconnect();
      signIns = await upstreams.fake(signInGetRecent, () => ({
        signIns: [{ at: '2026-01-02T03:04:05.000Z', userAgent: 'Firefox', network: '203.0.113.0' }],
      }));
      activity = await upstreams.fake(enrollmentGetActivity, ({ courseIds }) => ({
        courses: courseIds.map((courseId) => ({
          ...{ courseId, status: EnrollmentStatus.suspended, percent: 40, completedLessons: 4 },
          enrolledAt: '2026-01-02T03:00:00.000Z',
          firstCompletionAt: '2026-01-02T04:00:00.000Z',
          lastCompletionAt: '2026-01-03T04:00:00.000Z',
          completedAt: null,
        })),
      }));
    });

    let signIns: { disconnect(): void } | undefined;
    let activity: { disconnect(): void } | undefined;

    const submit = (id: string, note?: string) =>
      fixture.post(fixture.admin, `disputes/${id}/evidence-submissions`, note ? { note } : {});

    it('has the sign-ins, the progress and the receipts', async () => {
      const order = await paid();
      const { id } = await disputed(order);
      const path = `disputes/${id}/evidence-pack`;
      const { body } = await fixture.get(fixture.admin, path).expect(200);
      expect(body).toMatchObject({
        ...{ disputeId: id, orderId: order.id, paidAt: order.paidAt },
        courses: [{ title: order.lines[0]?.title, percent: 40, completedLessons: 4 }],
        receipts: [{ kind: 'charge' }, { kind: 'dispute' }],
        signIns: [{ network: '203.0.113.0', userAgent: 'Firefox' }],
      });
    });

    it('is sent once, and the bank decides', async () => {
      const order = await paid();
      const { id, providerReference } = await disputed(order);
      const responses = await Promise.all([1, 2, 3].map(() => submit(id, 'They wrote to us.')));
      const statuses = responses.map(({ status }) => status).toSorted();
      expect(statuses[0]).toBe(201);
      const sent = await stripe.api.disputes.retrieve(providerReference);
      expect(sent).toMatchObject({
        status: 'under_review',
        evidence_details: { submission_count: 1 },
        evidence: {
          uncategorized_text: expect.stringContaining('They wrote to us.'),
          access_activity_log: expect.stringContaining('203.0.113.0'),
        },
      });
      expect(await reaches(order.id, 'under_review')).toMatchObject({
        submittedAt: expect.any(String),
      });
      const again = await submit(id);
      expect(again.status).toBe(409);
      expect(again.body).toMatchObject({ code: 'dispute.not_open' });
      await stripe.act(providerReference, 'win');
      await reaches(order.id, 'won');
    });

    it('that convinces the bank at once closes the dispute', async () => {
      const order = await paid();
      const { id, providerReference } = await disputed(order);
      await stripe.api.disputes.update(providerReference, {
        ...{ evidence: { uncategorized_text: 'winning_evidence' }, submit: true },
      });
      await reaches(order.id, 'won');
      expect((await submit(id)).body).toMatchObject({ code: 'dispute.not_open' });
    });

    it('reports its deadline to Prometheus', async () => {
      const value = async (hours: number) => {
        const { text } = await fixture.service.http.get('/metrics');
        const line = new RegExp(`disputes_evidence_due\\{within_hours="${hours}"\\} (\\d+)`);
        return Number(line.exec(text)?.[1]);
      };
      const before = await value(72);
      const { id } = await disputed(await paid());
      expect(await value(72)).toBe(before);
      const soon = new Date(fixture.clock.now().getTime() + 48 * HOUR_MS).toISOString();
      await steps.sql('update dispute set evidence_due_at = ? where id = ?', [soon, id]);
      expect([await value(24), await value(72)]).toEqual([0, before + 1]);
    });
  });

  it('are for admins', async () => {
    const { id } = await disputed(await paid());
    for (const path of ['disputes', `disputes/${id}`, `disputes/${id}/evidence-pack`]) {
      expect((await fixture.get(buyer, path)).status).toBe(403);
    }
    expect((await fixture.get(fixture.admin, `disputes/${id}`)).body).toMatchObject({ id });
    const absent = await fixture.get(fixture.admin, `disputes/${newId()}`);
    expect(absent.body).toMatchObject({ code: 'dispute.not_found', status: 404 });
  });
});
