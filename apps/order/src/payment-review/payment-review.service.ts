import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { PayableOrders } from '../payment/payable-orders';
import type { PaymentReview } from '../payment/payment-review.entity';
import { MoneyUse } from './money-use.service';
import {
  PaymentReviewAction,
  type PaymentReviewDecisionCreateDto,
  type PaymentReviewResponse,
  toPaymentReviewResponse,
} from './payment-review.dto';
import { PaymentReviewNotFound, PaymentReviewReasonMissing } from './payment-review.errors';
import { PaymentReviewRepository } from './payment-review.repository';

/** Decides what becomes of money that could not pay its order. */
@Injectable()
export class PaymentReviewService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly orders: PayableOrders,
    private readonly reviews: PaymentReviewRepository,
    private readonly uses: MoneyUse,
  ) {}

  /**
   * Sends a request to the user-progress service before the money pays the order.
   * @throws PaymentReviewNotFound, PaymentReviewReasonMissing, PaymentReviewNotApplicable, TransitionNotAllowed when it
   *   is decided already
   */
  async decide(
    { userId }: Caller,
    id: string,
    { action, reason: note }: PaymentReviewDecisionCreateDto,
  ): Promise<PaymentReviewResponse> {
    const seen = await this.reviews.find(id);
    if (!seen) throw new PaymentReviewNotFound();
    const reason = note ?? null;
    if (action === PaymentReviewAction.keep && reason === null) {
      throw new PaymentReviewReasonMissing();
    }
    const isApplied = action === PaymentReviewAction.apply;
    const isStillWanted = isApplied && (await this.orders.isStillWanted(seen.orderId));
    return this.unitOfWork.run((em) => {
      const decided = { action, reason, by: userId, isStillWanted };
      return this.uses.decide(em, seen, decided);
    }, toPaymentReviewResponse);
  }

  /** What goes back without an admin, oldest first. */
  dueByRule(limit: number): Promise<PaymentReview[]> {
    return this.reviews.dueByRule(limit);
  }

  /** Sends money back that no admin has to decide about. */
  async giveBack(seen: PaymentReview): Promise<void> {
    await this.unitOfWork.run((em) => this.uses.giveBackByRule(em, seen));
  }
}
