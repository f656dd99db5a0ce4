import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { BuyerMails } from '../buyer-mail/buyer-mails.service';
import type { Payment } from '../payment/payment.entity';
import type { PaymentReview, PaymentReviewVerdict } from '../payment/payment-review.entity';
import { PaymentReviewStatus } from '../payment/payment.state';
import { RefundJob } from './refund.job';
import { Refund } from './refund.entity';

/** Sends back or keeps money that could not pay its order, in the caller's unit of work, with the order locked. */
@Injectable()
export class UnusedMoney {
  constructor(
    private readonly providers: PaymentProviderRegistry,
    private readonly job: RefundJob,
    private readonly mails: BuyerMails,
  ) {}

  /** Opens the refund; the job sends it after the commit. @throws TransitionNotAllowed unless the review is open */
  giveBack(
    em: EntityManager,
    payment: Payment,
    review: PaymentReview,
    verdict: PaymentReviewVerdict,
  ): void {
    const { by: decidedBy, reason, now } = verdict;
    const isByHand = this.providers.of(payment.method).refunds === null;
    const nothing = { line: null, taxMinor: 0, endsAccess: false, requestId: null };
    const { amount } = review;
    const refund = new Refund({ ...nothing, payment, amount, reason, decidedBy, isByHand, now });
    review.refundWith(refund.id, verdict);
    em.persist(refund);
    if (!isByHand) this.job.trigger(em);
  }

  /** Keeps it, and tells the buyer why. @throws TransitionNotAllowed unless the review is open */
  keep(em: EntityManager, review: PaymentReview, verdict: PaymentReviewVerdict): void {
    review.decide(PaymentReviewStatus.kept, verdict);
    this.mails.moneyKept(em, review, review.amount, verdict.reason ?? '');
  }
}
