import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, forkOf } from '@course-plateform/common/persistence';
import { PaymentReview } from '../payment/payment-review.entity';
import { PaymentReviewStatus } from '../payment/payment.state';

/** What a list of reviews may be narrowed by. */
export interface PaymentReviewFilter {
  readonly orderId?: string;
  readonly status?: PaymentReviewStatus;
}

/** The named questions about stored reviews of payments. */
@Injectable()
export class PaymentReviewRepository {
  constructor(private readonly em: EntityManager) {}

  /** Unlocked. */
  find(id: string): Promise<PaymentReview | null> {
    return this.em.findOne(PaymentReview, { id }, { disableIdentityMap: true });
  }

  /** What goes back without an admin, oldest first. */
  dueByRule(limit: number): Promise<PaymentReview[]> {
    return forkOf(this.em).find(
      PaymentReview,
      { status: PaymentReviewStatus.open, isByRule: true },
      { orderBy: { createdAt: 'asc' }, limit },
    );
  }

  /** A page of the reviews, newest first. */
  page(
    filter: PaymentReviewFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<PaymentReview>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, PaymentReview, filter, range);
  }
}
