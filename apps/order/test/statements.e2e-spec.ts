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

  let count = 0;

  /** Claim of the key, what is read, and what is written in one statement with the stored response. */
  function expectStatements(reads: readonly string[], writes: readonly string[]): void {
    const output = statements.take();
    count += output.length;
    const written = [...writes, 'update idempotency_record'].toSorted().join(' & ');
    const ofEachRequest = ['1 × insert idempotency_record', '1 × begin', '1 × commit'];
    expect(summaryOfStatements(output).toSorted()).toEqual(
      [...ofEachRequest, ...reads, `1 × ${written}`].toSorted(),
    );
  }

  async function fulfil({ id: orderId, lines }: OrderResponse, index: number): Promise<string[]> {
    const { id: orderLineId = '', courseId = '' } = lines[index] ?? {};
    const enrollmentId = newId();
    const learner = { enrollmentId, courseId, publication: 1, userId: buyer.id };
    const event = { ...learner, orderId, orderLineId };
    await fixture.service.events.publish(enrollmentGranted, event, { aggregateId: enrollmentId });
    const output = await statements.takeTransaction();
    count += output.length;
    return summaryOfStatements(output);
  }

  it('are the necessary ones', async () => {
    const { id: quoteId } = await fixture.quoted(buyer, [fixture.course(), fixture.course()]);
    expectStatements([], ['insert quote']);

    const placed = await fixture.post(buyer, 'orders', { quoteId }).expect(201);
    const order = placed.body as OrderResponse;
    const placing = [
      ...['update quote', 'insert order', 'insert order_line'],
      ...['insert outbox', 'insert outgoing_mail'],
    ];
    expectStatements(['1 × select quote'], placing);

    // Order and payment are read before the provider is called, and again under the lock.
    const payment = await fixture.billed(buyer, order.id);
    expectStatements(['2 × select order', '1 × select payment'], ['insert payment']);

    // Lines and payments come with the order, in a statement that never differs.
    const reads = [];
    for (let n = 0; n < 2; n += 1) {
      expect((await fixture.get(buyer, `orders/${order.id}`).expect(200)).body).toMatchObject({
        id: order.id,
        lines: order.lines,
        payments: [{ id: payment.id, reference: payment.reference }],
      });
      reads.push(...statements.take());
    }
    expect(summaryOfStatements(reads)).toEqual(['2 × select order']);
    expect(new Set(reads).size).toBe(1);

    await fixture.confirm(payment.id, payment.amount).expect(201);
    expectStatements(
      ['1 × select order', '1 × select payment'],
      [
        ...['insert bank_receipt', 'insert transaction', 'insert outbox', 'insert outgoing_mail'],
        ...['insert ledger_transaction', 'insert ledger_entry', 'insert invoice'],
        ...['update order', 'update payment', 'update order_line'],
      ],
    );

    const ofEachEvent = ['1 × begin', '1 × insert inbox', '1 × select order'];
    expect(await fulfil(order, 0)).toEqual([
      ...ofEachEvent,
      ...['1 × update order_line', '1 × commit'],
    ]);
    expect(await fulfil(order, 1)).toEqual([
      ...ofEachEvent,
      ...['1 × insert outbox & update order & update order_line', '1 × commit'],
    ]);
    await fixture.service.events.next(
      orderFulfilled,
      ({ payload }) => payload.orderId === order.id,
    );
    expect(count).toBeLessThanOrEqual(32);
  });
});
