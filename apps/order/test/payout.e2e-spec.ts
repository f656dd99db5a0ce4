import { DAY_MS, Money, newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { LedgerDisputes } from '../src/ledger/ledger-disputes.service';
import { Payout } from '../src/payout/payout.entity';
import { EarningFixture } from './earning.fixture';
import type { OrderFixture } from './order.fixture';

describe('payouts', () => {
  let fixture: EarningFixture;
  let orders: OrderFixture;
  let instructor: TestUser;

  beforeAll(async () => {
    fixture = await EarningFixture.start({ PAYOUT_MINIMUMS: 'JPY:200' });
    ({ orders } = fixture);
  });

  afterAll(() => orders.service.stop());

  beforeEach(async () => {
    instructor = await fixture.instructor();
  });

  const afterTheWindow = () => {
    orders.clock.advance(30 * DAY_MS);
  };

  it('take what is available, not what is held, and nothing twice', async () => {
    await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.sale(instructor, 20_000);
    const figures = { held: 14_000, available: 7000, disputed: 0, inTransit: 0, paidOut: 0 };
    expect(await fixture.amounts(instructor)).toEqual(figures);
    const run = await fixture.run();
    const [payout, ...others] = await fixture.payouts(instructor);
    expect(others).toEqual([]);
    expect(payout).toMatchObject({
      ...{ runId: run.id, instructorId: instructor.id, status: 'pending', bankReference: null },
      amount: { amountMinor: 7000, currency: 'USD' },
    });
    const sent = { ...figures, available: 0, inTransit: 7000 };
    expect(await fixture.amounts(instructor)).toEqual(sent);
    await fixture.run();
    expect(await fixture.payouts(instructor)).toEqual([payout]);
    const confirmed = await fixture.confirm(payout?.id ?? '', 'Statement 7 / 12').expect(201);
    expect(confirmed.body).toMatchObject({ status: 'paid', bankReference: 'Statement 7 / 12' });
    expect(await fixture.amounts(instructor)).toEqual({ ...sent, inTransit: 0, paidOut: 7000 });
  });

  it('are what is left of 500 JPY after a refund of 200: 210', async () => {
    await fixture.refund(await fixture.sale(instructor, 500, 'JPY'), 200);
    afterTheWindow();
    await fixture.run();
    expect(await fixture.payouts(instructor)).toMatchObject([
      { amount: { amountMinor: 210, currency: 'JPY' } },
    ]);
  });

  it.each([
    ['USD', 7142, 7143],
    ['JPY', 284, 286],
  ])('of %s wait for the minimum', async (currency, less, enough) => {
    const [poor, rich] = [instructor, await fixture.instructor()];
    await fixture.sale(poor, less, currency);
    await fixture.sale(rich, enough, currency);
    afterTheWindow();
    await fixture.run();
    const minimum = currency === 'USD' ? 5000 : 200;
    expect(await fixture.payouts(poor)).toEqual([]);
    expect(await fixture.payouts(rich)).toMatchObject([{ amount: { amountMinor: minimum } }]);
    const carried = { available: minimum - 1, inTransit: 0 };
    expect(await fixture.amounts(poor, currency)).toMatchObject(carried);
  });

  it('carry a negative balance on, and net it with the next sales', async () => {
    const order = await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.run();
    await fixture.refund(order);
    expect(await fixture.amounts(instructor)).toMatchObject({ available: -7000, inTransit: 7000 });
    await fixture.run();
    await fixture.sale(instructor, 15_000);
    afterTheWindow();
    // 105.00 less 70.00 is less than the minimum.
    expect(await fixture.amounts(instructor)).toMatchObject({ available: 3500 });
    await fixture.run();
    await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.run();
    const amounts = (await fixture.payouts(instructor)).map(({ amount }) => amount.amountMinor);
    expect(amounts).toEqual([10_500, 7000]);
  });

  it('are confirmed once, by one line of the bank statement each', async () => {
    await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.run();
    await fixture.sale(instructor, 20_000);
    afterTheWindow();
    await fixture.run();
    const [second, first] = await fixture.payouts(instructor);
    const reference = `Line ${newId()}`;
    const racing = await Promise.all([
      fixture.confirm(first?.id ?? '', reference),
      fixture.confirm(second?.id ?? '', reference.toLowerCase().replaceAll('-', ' – ')),
    ]);
    const statuses = racing.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([201, 409]);
    const refused = racing.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'payout.duplicate_bank_reference' });
    const paid = (await fixture.payouts(instructor)).find(({ status }) => `${status}` === 'paid');
    const again = await fixture.confirm(paid?.id ?? '');
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'state.transition_not_allowed' });
  });

  it.each([
    ['before the bank has sent them', false],
    ['after the bank has sent them', true],
  ])('that fail %s are owed again', async (_when, isConfirmed) => {
    await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.run();
    const [{ id = '' } = {}] = await fixture.payouts(instructor);
    if (isConfirmed) await fixture.confirm(id).expect(201);
    const failed = await fixture.fail(id).expect(201);
    expect(failed.body).toMatchObject({
      status: 'failed',
      failureReason: 'The account is closed.',
      failedAt: expect.any(String),
    });
    const owed = { available: 7000, inTransit: 0, paidOut: 0 };
    expect(await fixture.amounts(instructor)).toMatchObject(owed);
    expect((await fixture.fail(id)).status).toBe(409);
    await fixture.run();
    expect(await fixture.payouts(instructor)).toMatchObject([
      { status: 'pending', amount: { amountMinor: 7000 } },
      { id, status: 'failed' },
    ]);
  });

  it('are made once by runs at the same time, in several replicas', async () => {
    const instructors = await Promise.all([1, 2, 3].map(() => fixture.instructor()));
    for (const one of instructors) await fixture.sale(one, 10_000);
    afterTheWindow();
    await orders.service.replica();
    await Promise.all([fixture.run(), fixture.run(), fixture.run()]);
    for (const one of instructors) expect(await fixture.payouts(one)).toHaveLength(1);
  });

  it('are shown to their instructor, and to admins', async () => {
    await fixture.sale(instructor, 10_000);
    afterTheWindow();
    await fixture.run();
    const [{ id = '' } = {}] = await fixture.payouts(instructor);
    const stranger = await fixture.instructor();
    expect((await orders.get(stranger, `payouts/${id}`)).status).toBe(404);
    expect((await orders.get(stranger, `payouts/${newId()}`)).status).toBe(404);
    expect(await fixture.payouts(stranger)).toEqual([]);
    await orders.get(instructor, `payouts/${id}`).expect(200);
    const query = { instructorId: instructor.id };
    for (const path of ['payouts', 'earnings', 'earnings/entries', 'earnings/statements']) {
      const refused = await orders.get(stranger, path, query);
      expect({ path, status: refused.status }).toEqual({ path, status: 403 });
      await orders.get(orders.admin, path, query).expect(200);
      expect((await orders.get(fixture.buyer, path)).status).toBe(403);
    }
    const ofAll = await orders.get(orders.admin, 'payouts', { ...query, status: 'pending' });
    expect(ofAll.body.items).toMatchObject([{ id }]);
    for (const path of ['payout-runs', `payouts/${id}/confirmations`, `payouts/${id}/failures`]) {
      const body = path === 'payout-runs' ? undefined : { bankReference: 'x', reason: 'x' };
      expect((await orders.post(instructor, path, body)).status).toBe(403);
    }
    expect(await orders.service.stored(Payout, { id })).toMatchObject([{ status: 'pending' }]);
    const runs = await orders.get(orders.admin, 'payout-runs', { limit: 1 }).expect(200);
    expect(runs.body.items).toMatchObject([{ status: 'completed' }]);
    expect((await orders.get(orders.admin, `payout-runs/${newId()}`)).status).toBe(404);
  });

  it('take the share back once when a dispute is lost after a refund', async () => {
    const disputes = orders.service.get(LedgerDisputes);
    const order = await fixture.sale(instructor, 10_000);
    await fixture.refund(order, 3000);
    const origins = order.lines.map(({ id: lineId, courseId, instructorId }) => ({
      ...{ lineId, courseId, instructorId, currency: 'USD', availableAt: orders.clock.now() },
    }));
    const dispute = { id: newId(), orderId: order.id, amount: Money.of(7000, 'USD') };
    for (let times = 0; times < 2; times += 1) {
      await orders.service.em().transactional((em) => disputes.opened(em, dispute, origins));
    }
    expect(await fixture.amounts(instructor)).toMatchObject({ held: 0, disputed: 4900 });
    for (let times = 0; times < 2; times += 1) {
      await orders.service.em().transactional((em) => disputes.lost(em, dispute));
    }
    const nothing = { held: 0, available: 0, disputed: 0, inTransit: 0, paidOut: 0 };
    expect(await fixture.amounts(instructor)).toEqual(nothing);
    afterTheWindow();
    expect(await fixture.amounts(instructor)).toEqual(nothing);
    const posted = (await fixture.posted(order)).filter(
      ([, account]) => account === 'instructor_earnings',
    );
    expect(posted.map(([kind, , amount]) => [kind, amount])).toEqual([
      ['charge', -7000],
      ['refund', 2100],
      ['dispute_opened', 4900],
    ]);
    const unknown = { id: newId(), orderId: order.id };
    await expect(
      orders.service.em().transactional((em) => disputes.won(em, unknown)),
    ).rejects.toThrow('was not opened');
  });

  it('leave disputed shares out until the dispute is decided', async () => {
    const disputes = orders.service.get(LedgerDisputes);
    const { id: orderId, lines } = await fixture.sale(instructor, 10_000);
    afterTheWindow();
    const origins = lines.map(({ id: lineId, courseId, instructorId }) => ({
      ...{ lineId, courseId, instructorId, currency: 'USD', availableAt: orders.clock.now() },
    }));
    const dispute = { id: newId(), orderId, amount: Money.of(4000, 'USD') };
    const fee = Money.of(1500, 'USD');
    for (let times = 0; times < 2; times += 1) {
      await orders.service.em().transactional(async (em) => {
        await disputes.opened(em, dispute, origins);
        await disputes.fee(em, dispute, fee);
      });
    }
    expect(await fixture.amounts(instructor)).toMatchObject({ available: 4200, disputed: 2800 });
    await fixture.run();
    expect(await fixture.payouts(instructor)).toEqual([]);
    for (let times = 0; times < 2; times += 1) {
      await orders.service.em().transactional((em) => disputes.won(em, dispute));
    }
    expect(await fixture.amounts(instructor)).toMatchObject({ available: 7000, disputed: 0 });
  });
});
