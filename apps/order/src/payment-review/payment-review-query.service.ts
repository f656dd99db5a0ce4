import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import {
  type PaymentReviewListQuery,
  type PaymentReviewPageResponse,
  toPaymentReviewResponse,
} from './payment-review.dto';
import { PaymentReviewRepository } from './payment-review.repository';

/** Reads reviews of payments. */
@Injectable()
export class PaymentReviewQueryService {
  constructor(
    private readonly reviews: PaymentReviewRepository,
    private readonly cursors: Cursors,
  ) {}

  async list(query: PaymentReviewListQuery): Promise<PaymentReviewPageResponse> {
    const { orderId, status } = query;
    const filter = { ...(orderId ? { orderId } : {}), ...(status ? { status } : {}) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.reviews.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toPaymentReviewResponse);
  }
}
