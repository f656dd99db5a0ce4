import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { PaymentMethod } from '../payment-providers/payment-method';
import { Payment } from './payment.entity';
import {
  PAYMENT_REVIEW_TRANSITIONS,
  type PaymentReviewReason,
  PaymentReviewStatus,
} from './payment.state';

/** The index that keeps a payment at one open review. */
const ONE_OPEN_REVIEW = 'payment_review_payment_id_open';

/** How it was decided what becomes of some money. */
export interface PaymentReviewVerdict {
  /** The admin; null when it is decided by rule. */
  readonly by: string | null;
  readonly reason: string | null;
  readonly now: Date;
}

/** Money that could not pay its order, until it is decided what becomes of it. */
@Entity({ tableName: 'payment_review' })
@Index({
  name: ONE_OPEN_REVIEW,
  expression: `create unique index "${ONE_OPEN_REVIEW}" on "payment_review" ("payment_id") where "status" = 'open'`,
})
@Index({
  name: 'payment_review_by_rule_open',
  expression:
    'create index "payment_review_by_rule_open" on "payment_review" ("created_at") where "status" = \'open\' and "is_by_rule"',
})
@Index({
  name: 'payment_review_refund_id',
  expression:
    'create unique index "payment_review_refund_id" on "payment_review" ("refund_id") where "refund_id" is not null',
})
@Index({ name: 'payment_review_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'payment_review_status_created_at', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'payment_review_order_id_created_at', properties: ['orderId', 'createdAt', 'id'] })
export class PaymentReview extends Aggregate {
  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  readonly paymentId: string;

  @Property({ type: 'uuid' })
  readonly orderId: string;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  @Property({ type: 'text' })
  readonly reason: PaymentReviewReason;

  @Property({ type: 'text' })
  status: PaymentReviewStatus = PaymentReviewStatus.open;

  /** What came in, which may be in another currency than the order. */
  @Property({ type: new BigIntType('number') })
  amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** What the payment was for. */
  @Property({ type: new BigIntType('number') })
  readonly expectedMinor: number;

  @Property({ type: 'text' })
  readonly expectedCurrency: string;

  /** Whether it goes back without an admin. */
  @Property({ type: 'boolean' })
  isByRule: boolean;

  /** Whether transactions have the money already. */
  @Property({ type: 'boolean', default: false })
  isBooked: boolean = false;

  /** The last refund of it. */
  @Property({ type: 'uuid', nullable: true })
  refundId: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null = null;

  @Property({ type: 'text', nullable: true })
  decisionReason: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  decidedAt: Date | null = null;

  constructor(review: {
    payment: Payment;
    reason: PaymentReviewReason;
    amount: Money;
    isByRule: boolean;
    now: Date;
  }) {
    super(review.now);
    const { payment, amount } = review;
    this.paymentId = payment.id;
    this.orderId = payment.orderId;
    this.buyerId = payment.buyerId;
    this.method = payment.method;
    this.reason = review.reason;
    this.amountMinor = amount.amountMinor;
    this.currency = amount.currency;
    this.expectedMinor = payment.amountMinor;
    this.expectedCurrency = payment.currency;
    this.isByRule = review.isByRule;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }

  get expected(): Money {
    return Money.of(this.expectedMinor, this.expectedCurrency);
  }

  /** More of it has come. */
  add(amount: Money, now: Date): void {
    this.amountMinor = this.amount.plus(amount).amountMinor;
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed when it is decided already */
  assertOpen(): void {
    transition(PAYMENT_REVIEW_TRANSITIONS, this.status, PaymentReviewStatus.kept);
  }

  /** @throws TransitionNotAllowed when it is decided already */
  decide(
    status: Exclude<PaymentReviewStatus, PaymentReviewStatus.open>,
    { by, reason, now }: PaymentReviewVerdict,
  ): void {
    this.transitionTo(status, now);
    this.decidedBy = by;
    this.decisionReason = reason;
    this.decidedAt = now;
  }

  /** The money goes back. @throws TransitionNotAllowed when it is decided already */
  refundWith(refundId: string, verdict: PaymentReviewVerdict): void {
    this.decide(PaymentReviewStatus.refunded, verdict);
    this.refundId = refundId;
  }

  /** The refund did not reach the buyer: the money is here again, and an admin decides. */
  reopen(now: Date): void {
    this.transitionTo(PaymentReviewStatus.open, now);
    this.isByRule = false;
    this.decidedBy = null;
    this.decisionReason = null;
    this.decidedAt = null;
  }

  /** @returns whether the money is to be booked, which is true once */
  book(): boolean {
    const isNew = !this.isBooked;
    this.isBooked = true;
    return isNew;
  }

  private transitionTo(status: PaymentReviewStatus, now: Date): void {
    this.status = transition(PAYMENT_REVIEW_TRANSITIONS, this.status, status);
    this.updatedAt = now;
  }
}
