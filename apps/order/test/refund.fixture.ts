import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import { orderLineRefunded } from '@course-plateform/types/order';
import type { OrderResponse } from '../src/order/order.dto';
import { Refund } from '../src/refund/refund.entity';
import type { RefundResponse } from '../src/refund/refund.dto';
import type { RefundRequestResponse } from '../src/refund/refund-request.dto';
import { Transaction } from '../src/transaction/transaction.entity';
import type { OrderFixture } from './order.fixture';

/** What buyers and admins do about refunds. */
export class RefundSteps {
  constructor(private readonly fixture: OrderFixture) {}

  lineOf({ lines }: OrderResponse, index = 0): string {
    return lines[index]?.id ?? '';
  }

  ask(buyer: TestUser, order: OrderResponse, index = 0) {
    const body = { lineId: this.lineOf(order, index), reason: 'Not for me.' };
    return this.fixture.post(buyer, `orders/${order.id}/refund-requests`, body);
  }

  async requested(
    buyer: TestUser,
    order: OrderResponse,
    index = 0,
  ): Promise<RefundRequestResponse> {
    return (await this.ask(buyer, order, index).expect(201)).body as RefundRequestResponse;
  }

  decide(requestId: string, body: object) {
    return this.fixture.post(this.fixture.admin, `refund-requests/${requestId}/decisions`, body);
  }

  refund(order: OrderResponse, amountMinor?: number, more: object = {}) {
    const { currency } = order.total;
    const amount = amountMinor === undefined ? {} : { amount: { amountMinor, currency } };
    const body = { lineId: this.lineOf(order), ...amount, ...more };
    return this.fixture.post(this.fixture.admin, `orders/${order.id}/refunds`, body);
  }

  async refunded(
    order: OrderResponse,
    amountMinor?: number,
    more: object = {},
  ): Promise<RefundResponse> {
    return (await this.refund(order, amountMinor, more).expect(201)).body as RefundResponse;
  }

  complete(refundId: string, bankReference: string) {
    const body = { bankReference };
    return this.fixture.post(this.fixture.admin, `refunds/${refundId}/completions`, body);
  }

  async order(buyer: TestUser, { id }: Pick<OrderResponse, 'id'>): Promise<OrderResponse> {
    return (await this.fixture.get(buyer, `orders/${id}`).expect(200)).body as OrderResponse;
  }

  stored(orderId: string): Promise<Refund[]> {
    return this.fixture.service.stored(Refund, { orderId });
  }

  /** What went back, and what came back of it, in minor units. */
  async booked(orderId: string): Promise<number[]> {
    const rows = await this.fixture.service.stored(Transaction, { orderId });
    return rows.flatMap(({ kind, amountMinor }) => {
      if (kind === 'charge') return [];
      return kind === 'refund' ? amountMinor : -amountMinor;
    });
  }

  /** The events about refunds of an order. */
  published(orderId: string) {
    return this.fixture.service.events
      .of(orderLineRefunded)
      .filter(({ payload }) => payload.orderId === orderId);
  }

  /** Waits until a refund is in a state. */
  async reaches(refundId: string, status: string): Promise<void> {
    await eventually(`the refund is ${status}`, async () => {
      const [refund] = await this.fixture.service.stored(Refund, { id: refundId });
      return refund?.status === status;
    });
  }
}
