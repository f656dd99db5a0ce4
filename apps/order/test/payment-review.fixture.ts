import { paymentReviewed } from '@course-plateform/types/order';
import type { PaymentReviewResponse } from '../src/payment-review/payment-review.dto';
import { Transaction } from '../src/transaction/transaction.entity';
import type { OrderFixture } from './order.fixture';

/** What admins do about money that could not pay its order. */
export class PaymentReviewSteps {
  constructor(private readonly fixture: OrderFixture) {}

  async of(orderId: string, query: Record<string, string> = {}): Promise<PaymentReviewResponse[]> {
    const { fixture } = this;
    const list = fixture.get(fixture.admin, 'payment-reviews', { orderId, ...query });
    return (await list.expect(200)).body.items as PaymentReviewResponse[];
  }

  /** The only review of an order. */
  async only(orderId: string): Promise<PaymentReviewResponse> {
    const [review, ...others] = await this.of(orderId);
    expect(others).toEqual([]);
    if (!review) throw new Error('There is no review');
    return review;
  }

  decide(reviewId: string, action: string, reason?: string) {
    const body = { action, ...(reason === undefined ? {} : { reason }) };
    const path = `payment-reviews/${reviewId}/decisions`;
    return this.fixture.post(this.fixture.admin, path, body);
  }

  /** What was booked for an order, in minor units and by kind. */
  async booked(orderId: string): Promise<(readonly [string, number])[]> {
    const rows = await this.fixture.service.stored(Transaction, { orderId });
    return rows.map(({ kind, amountMinor }) => [kind, amountMinor] as const);
  }

  /** The outcomes that were published for an order. */
  published(orderId: string): string[] {
    return this.fixture.service.events
      .of(paymentReviewed)
      .flatMap(({ payload }) => (payload.orderId === orderId ? payload.outcome : []));
  }
}
