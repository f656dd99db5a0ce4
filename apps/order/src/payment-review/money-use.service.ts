import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '@course-plateform/common/events';
import { Clock } from '@course-plateform/common/kernel';
import { PaymentReviewOutcome, paymentReviewed } from '@course-plateform/types/order';
import { OrderPayments } from '../payment/order-payments.service';
import { OrderStepCause } from '../payment/order-step-cause';
import { PaymentReview, type PaymentReviewVerdict } from '../payment/payment-review.entity';
import { PaymentReviewStatus } from '../payment/payment.state';
import { type LockedPayment, Settlement } from '../payment/settlement.service';
import { UnusedMoney } from '../refund/unused-money.service';
import { Transaction, TransactionKind } from '../transaction/transaction.entity';
import { PaymentReviewAction } from './payment-review.dto';
import { PaymentReviewNotApplicable } from './payment-review.errors';

/** What an admin has decided. */
export interface DecidedReview {
  readonly action: PaymentReviewAction;
  readonly reason: string | null;
  readonly by: string;
  /** Whether the buyer of an order that ended has none of its courses by now. */
  readonly isStillWanted: boolean;
}

/** A payment with its order and its review, in the hands of one transaction. */
interface Reviewed extends LockedPayment {
  readonly review: PaymentReview;
}

/** Puts money to the use that was decided: payment, order, transactions and event in the caller's unit of work. */
@Injectable()
export class MoneyUse {
  constructor(
    private readonly settlement: Settlement,
    private readonly payments: OrderPayments,
    private readonly unused: UnusedMoney,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws PaymentReviewNotApplicable, TransitionNotAllowed when it is decided already */
  async decide(
    em: EntityManager,
    seen: PaymentReview,
    { action, reason, by, isStillWanted }: DecidedReview,
  ): Promise<PaymentReview> {
    const reviewed = await this.lock(em, seen);
    reviewed.review.assertOpen();
    const verdict = { by, reason, now: this.clock.now() };
    if (action === PaymentReviewAction.apply)
      await this.apply(em, reviewed, verdict, isStillWanted);
    else if (action === PaymentReviewAction.refund) this.giveBack(em, reviewed, verdict);
    else this.keep(em, reviewed, verdict);
    return reviewed.review;
  }

  /** Sends money back by rule, unless it was decided meanwhile. */
  async giveBackByRule(em: EntityManager, seen: PaymentReview): Promise<void> {
    const reviewed = await this.lock(em, seen);
    const { status, isByRule } = reviewed.review;
    if (status !== PaymentReviewStatus.open || !isByRule) return;
    this.giveBack(em, reviewed, { by: null, reason: null, now: this.clock.now() });
  }

  /** The order is locked first, as by everybody who touches payments. */
  private async lock(em: EntityManager, { id, paymentId, method }: PaymentReview) {
    const locked = await this.settlement.lock(em, paymentId, method);
    if (!locked) throw new Error(`The payment ${paymentId} of a review is gone`);
    return { ...locked, review: await em.findOneOrFail(PaymentReview, { id }) };
  }

  private async apply(
    em: EntityManager,
    { payment, order, review }: Reviewed,
    verdict: PaymentReviewVerdict,
    isStillWanted: boolean,
  ): Promise<void> {
    if (review.currency !== payment.currency) throw notApplicable('currency_mismatch');
    if (review.amountMinor < payment.amountMinor) throw notApplicable('amount_too_small');
    await order.expireIfOverdue();
    if (order.hasEnded) {
      if (!isStillWanted || !(await order.reopen())) throw notApplicable('courses_not_free');
    } else if (!order.awaitsPayment) throw notApplicable('order_paid');
    else await this.payments.closeOpen(em, order.id);
    payment.apply(verdict.now);
    await this.settlement.apply(em, { payment, order });
    order.note(OrderStepCause.paymentApplied);
    review.decide(PaymentReviewStatus.applied, verdict);
    this.book(em, { payment, order, review }, TransactionKind.charge);
    this.publish(em, { payment, order, review }, PaymentReviewOutcome.applied);
  }

  private giveBack(em: EntityManager, reviewed: Reviewed, verdict: PaymentReviewVerdict): void {
    const { payment, order, review } = reviewed;
    payment.settleReview(verdict.now);
    this.unused.giveBack(em, payment, review, verdict);
    order.note(OrderStepCause.paymentRefunded);
    this.book(em, reviewed, TransactionKind.unappliedCharge);
    this.publish(em, reviewed, PaymentReviewOutcome.refunded);
  }

  private keep(em: EntityManager, reviewed: Reviewed, verdict: PaymentReviewVerdict): void {
    const { payment, order, review } = reviewed;
    payment.settleReview(verdict.now);
    this.unused.keep(em, review, verdict);
    order.note(OrderStepCause.paymentKept);
    this.book(em, reviewed, TransactionKind.unappliedCharge);
    this.publish(em, reviewed, PaymentReviewOutcome.kept);
  }

  /** Each money is booked once, though it may be decided about again after a refund has failed. */
  private book(em: EntityManager, { payment, review }: Reviewed, kind: TransactionKind): void {
    if (!review.book()) return;
    const now = this.clock.now();
    const amount = kind === TransactionKind.charge ? {} : { amount: review.amount };
    em.persist(new Transaction({ kind, payment, ...amount, now }));
  }

  private publish(
    em: EntityManager,
    { payment, review }: Reviewed,
    outcome: PaymentReviewOutcome,
  ): void {
    const { orderId, buyerId, amount, decisionReason: reason } = review;
    const about = { reviewId: review.id, paymentId: payment.id, orderId, buyerId };
    const payload = { ...about, outcome, amount: amount.toJSON(), reason };
    this.outbox.publish(em, paymentReviewed, payment, payload);
  }
}

function notApplicable(reason: string): PaymentReviewNotApplicable {
  return new PaymentReviewNotApplicable({ params: { reason }, extensions: { reason } });
}
