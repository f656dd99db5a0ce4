import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, type Money } from '@course-plateform/common/kernel';
import type { ScheduledJob } from '@course-plateform/common/persistence';
import type { ReceivedMoney } from '../payment-providers/payment-provider';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { OrderStepCause } from './order-step-cause';
import type { LockedOrder } from './payable-orders';
import { PaymentReview } from './payment-review.entity';
import type { Payment } from './payment.entity';
import { PaymentReviewReason, PaymentReviewStatus } from './payment.state';

/** Puts money that cannot pay its order before an admin, or before the rule that sends it back. */
@Injectable()
export class PaymentReviews {
  /** Decides what needs no admin. The job sets it, which uses the payments in turn. */
  job: ScheduledJob | undefined;

  constructor(
    private readonly providers: PaymentProviderRegistry,
    private readonly clock: Clock,
  ) {}

  /** Whether money that nobody can use goes back without an admin: all of it is there, and its provider can send it. */
  goesBack({ method }: Payment, { isFinal }: ReceivedMoney): boolean {
    return isFinal === true && this.providers.of(method).refunds !== null;
  }

  /** Nobody waits for a payment any more; what has come in for it is reviewed. */
  close(em: EntityManager, payment: Payment): void {
    const now = this.clock.now();
    if (!payment.close(now)) return;
    const reason = payment.reviewReason ?? PaymentReviewReason.orderOver;
    const about = { payment, reason, amount: payment.received, isByRule: false, now };
    em.persist(new PaymentReview(about));
  }

  /**
   * Money that has come for a payment in review, with its order locked.
   * @param isByRule whether it goes back without an admin
   */
  async add(
    em: EntityManager,
    { payment, order }: { readonly payment: Payment; readonly order: LockedOrder },
    amount: Money,
    isByRule: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    const status = PaymentReviewStatus.open;
    const present = await em.findOne(PaymentReview, { paymentId: payment.id, status });
    if (present) return present.add(amount, now);
    const reason = payment.reviewReason ?? PaymentReviewReason.orderOver;
    em.persist(new PaymentReview({ payment, reason, amount, isByRule, now }));
    order.note(OrderStepCause.paymentInReview);
    if (isByRule) this.job?.trigger(em);
  }
}
