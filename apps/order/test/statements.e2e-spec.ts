import { newId } from '@course-plateform/common/kernel';
import { Statements, type TestUser, summaryOfStatements } from '@course-plateform/common/testing';
import { orderFulfilled } from '@course-plateform/types/order';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import type { OrderResponse } from '../src/order/order.dto';
import { OrderFixture } from './order.fixture';

describe('the statements of a purchase of two courses', () => {
  let fixture: OrderFixture;
  let buyer: TestUser;
  let statements: Statements;

  beforeAll(async () => {
    fixture = await OrderFixture.start();
    buyer = await fixture.service.user();
    // The first statement of all is preceded by one that asks whether the database is there.
    await fixture.quoted(buyer);
    statements = new Statements(fixture.service);
  });

  afterAll(() => fixture.service.stop());

  /** Claim of the key, begin, the kept answer, commit. */
  const ofEachRequest = ['1 × insert idempotency_record', '1 × begin', '1 × commit'];

  function expectStatements(said: readonly string[], expected: readonly string[]): void {
    const summary = summaryOfStatements(said);
    expect(summary.toSorted()).toEqual(
      [...ofEachRequest, '1 × update idempotency_record', ...expected].toSorted(),
    );
  }

  async function fulfil({ id: orderId, lines }: OrderResponse, index: number): Promise<string[]> {
    const { id: orderLineId = '', courseId = '' } = lines[index] ?? {};
    const enrollmentId = newId();
    const learner = { enrollmentId, courseId, publication: 1, userId: buyer.id };
    const fact = { ...learner, orderId, orderLineId };
    await fixture.service.events.tell(enrollmentGranted, fact, { aggregateId: enrollmentId });
    return summaryOfStatements(await statements.takeTransaction());
  }

  it('are those that are needed', async () => {
    const { id: quoteId } = await fixture.quoted(buyer, [fixture.course(), fixture.course()]);
    expectStatements(statements.take(), ['1 × insert quote']);

    const placed = await fixture.post(buyer, 'orders', { quoteId }).expect(201);
    const order = placed.body as OrderResponse;
    expectStatements(statements.take(), [
      ...['1 × select quote', '1 × update quote'],
      ...['1 × insert order', '1 × insert order_line', '1 × insert outbox'],
    ]);

    // Order and payment are read before the provider is asked, and again under the lock.
    const payment = await fixture.billed(buyer, order.id);
    expectStatements(statements.take(), [
      ...['2 × select order', '2 × select payment', '1 × insert payment'],
    ]);

    // Lines and payments come with the order, in a statement that never differs.
    const reads = [];
    for (let n = 0; n < 2; n += 1) {
      expect((await fixture.get(buyer, `orders/${order.id}`).expect(200)).body).toMatchObject({
        id: order.id,
        lines: order.lines,
        payments: [payment],
      });
      reads.push(...statements.take());
    }
    expect(summaryOfStatements(reads)).toEqual(['2 × select order_line']);
    expect(new Set(reads).size).toBe(1);

    // The payment tells which order to lock, and is read again when nobody else can change it.
    await fixture.confirm(payment.id, payment.amount).expect(201);
    expectStatements(statements.take(), [
      ...['2 × select payment', '1 × select order'],
      ...['1 × insert bank_receipt', '1 × insert transaction', '1 × insert outbox'],
      ...['1 × update order', '1 × update payment', '1 × update order_line'],
    ]);

    const ofEachEvent = ['1 × begin', '1 × insert inbox', '1 × select order'];
    const ofEachLine = [...ofEachEvent, '1 × update order_line', '1 × commit'];
    expect(await fulfil(order, 0)).toEqual(ofEachLine);
    expect((await fulfil(order, 1)).toSorted()).toEqual(
      [...ofEachLine, '1 × update order', '1 × insert outbox'].toSorted(),
    );
    await fixture.service.events.next(
      orderFulfilled,
      ({ payload }) => payload.orderId === order.id,
    );
  });
});
