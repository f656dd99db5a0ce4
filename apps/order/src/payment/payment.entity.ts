import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { AT_ONCE, Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { PaymentAttempt } from '../payment-providers/payment-attempt';
import type { StoredDetails } from '../payment-providers/payment-details';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { InitiatedPayment } from '../payment-providers/payment-provider';
import type { PayableOrder } from './payable-orders';
import { PAYMENT_TRANSITIONS, PaymentReviewReason, PaymentStatus } from './payment.state';

/** The index that keeps an order at one open payment. */
const ONE_OPEN_PAYMENT = 'payment_order_id_open';

/** What is still to come of a payment, and what came in beyond it. */
export function balanceOf({
  amountMinor,
  receivedMinor,
  currency,
}: Pick<Payment, 'amountMinor' | 'receivedMinor' | 'currency'>) {
  return {
    missing: Money.of(Math.max(amountMinor - receivedMinor, 0), currency),
    surplus: Money.of(Math.max(receivedMinor - amountMinor, 0), currency),
  };
}

/** One attempt to pay an order. */
@Entity({ tableName: 'payment' })
@Index({
  name: ONE_OPEN_PAYMENT,
  expression: `create unique index "${ONE_OPEN_PAYMENT}" on "payment" ("order_id") where "status" = 'open'`,
})
@Unique({ name: 'payment_order_id_number_unique', properties: ['orderId', 'number'] })
@Unique({ name: 'payment_reference_unique', properties: ['reference'] })
@Index({
  name: 'payment_next_check_at',
  expression:
    'create index "payment_next_check_at" on "payment" ("next_check_at") where "next_check_at" is not null',
})
@Index({
  name: 'payment_verify_at',
  expression:
    'create index "payment_verify_at" on "payment" ("verify_at") where "verify_at" is not null',
})
@Index({
  name: 'payment_not_in_ledger',
  expression: `create index "payment_not_in_ledger" on "payment" ("id") where not "is_in_ledger" and "status" <> 'open'`,
})
@Index({ name: 'payment_charge_reference', properties: ['chargeReference'] })
@Index({ name: 'payment_method_created_at', properties: ['method', 'createdAt', 'id'] })
@Index({
  name: 'payment_method_status_created_at',
  properties: ['method', 'status', 'createdAt', 'id'],
})
export class Payment extends Aggregate {
  /** Refers to the order (`mikro-orm.config.ts`). */
  @ManyToOne({ mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  /** From 1 within its order. */
  @Property({ type: 'smallint' })
  readonly number: number;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  @Property({ type: 'text' })
  status: PaymentStatus = PaymentStatus.open;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  /** What has come in so far. */
  @Property({ type: new BigIntType('number') })
  receivedMinor: number = 0;

  @Property({ type: 'text' })
  readonly currency: string;

  /** By which its provider knows it. */
  @Property({ type: 'text' })
  readonly reference: string;

  /** What the buyer needs in order to pay. The column has the name of its first content, for which older processes look. */
  @Property({ type: 'json', nullable: true, fieldName: 'bank_account' })
  readonly details: StoredDetails;

  /** The buyer's last try, as its provider reported it; null before the first one. */
  @Property({ type: 'json', nullable: true })
  lastAttempt: PaymentAttempt | null = null;

  /** How many tries have failed. */
  @Property({ type: 'smallint', default: 0 })
  failedAttempts: number = 0;

  /** By which its provider knows the money that came; null before. */
  @Property({ type: 'text', nullable: true })
  chargeReference: string | null = null;

  /** Why a user has to decide about it; null unless that is so. */
  @Property({ type: 'text', nullable: true })
  reviewReason: PaymentReviewReason | null = null;

  /** When its provider is asked about it; null when nothing is to be found out there. */
  @Property({ type: 'datetime', nullable: true })
  nextCheckAt: Date | null;

  /** Since when it is to be compared with its provider; null when that knows nothing, or all is compared. */
  @Property({ type: 'datetime', nullable: true })
  verifyAt: Date | null = null;

  /** Whether all its money is in the ledger. Rows of a release that had none begin with false. */
  @Property({ type: 'boolean', default: false })
  isInLedger: boolean = true;

  @Property({ type: 'datetime' })
  readonly dueAt: Date;

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  constructor(
    payment: InitiatedPayment & {
      order: PayableOrder;
      number: number;
      method: PaymentMethod;
      now: Date;
    },
  ) {
    super(payment.now);
    const { order } = payment;
    this.orderId = order.id;
    this.number = payment.number;
    this.buyerId = order.buyerId;
    this.method = payment.method;
    this.amountMinor = order.total.amountMinor;
    this.currency = order.total.currency;
    this.reference = payment.reference;
    this.details = payment.details;
    this.dueAt = payment.dueAt;
    this.nextCheckAt = payment.checkAt ?? null;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }

  get received(): Money {
    return Money.of(this.receivedMinor, this.currency);
  }

  /** What is still to come. */
  get missing(): Money {
    return balanceOf(this).missing;
  }

  get isClosed(): boolean {
    return this.status === PaymentStatus.closed;
  }

  /** Whether nothing has been decided about money for it yet. */
  get awaitsMoney(): boolean {
    return this.isOpen || this.isClosed;
  }

  get needsReview(): boolean {
    return this.status === PaymentStatus.needsReview;
  }

  get isOpen(): boolean {
    return this.status === PaymentStatus.open;
  }

  get isSucceeded(): boolean {
    return this.status === PaymentStatus.succeeded;
  }

  /**
   * Adds money that came in. It is never refused, for it is there: too little waits for the rest, too much is kept
   * as surplus, and what comes for an order that does not wait for it is put before a user.
   * @returns whether it is complete now and pays its order
   */
  receive(amount: Money, orderAwaitsPayment: boolean, now: Date): boolean {
    this.receivedMinor = this.received.plus(amount).amountMinor;
    this.updatedAt = now;
    if (this.isSucceeded) return false;
    if (!orderAwaitsPayment || !this.isOpen) {
      if (!this.needsReview) this.putToReview(PaymentReviewReason.orderOver, now);
      return false;
    }
    if (!this.missing.isZero()) return false;
    this.transitionTo(PaymentStatus.succeeded, now);
    this.paidAt = now;
    return true;
  }

  /** Money is there that nobody asked for, and stays until a user has decided. @throws TransitionNotAllowed */
  putToReview(reason: PaymentReviewReason, now: Date): void {
    this.transitionTo(PaymentStatus.needsReview, now);
    this.reviewReason = reason;
  }

  /** Its provider has taken something else than was asked for. @throws TransitionNotAllowed */
  mismatch(reason: PaymentReviewReason, taken: Money, now: Date): void {
    if (taken.currency === this.currency) this.receivedMinor = taken.amountMinor;
    this.putToReview(reason, now);
  }

  /** Its money pays the order after all. @throws TransitionNotAllowed unless it is in review */
  apply(now: Date): void {
    this.transitionTo(PaymentStatus.succeeded, now);
    this.reviewReason = null;
    this.paidAt = now;
  }

  /** Its money does not pay the order. @throws TransitionNotAllowed unless it is in review */
  settleReview(now: Date): void {
    this.transitionTo(PaymentStatus.reviewed, now);
    this.reviewReason = null;
  }

  /** Its money came after its order had ended, and the order takes it. @throws TransitionNotAllowed unless it is closed */
  reopen(now: Date): void {
    this.transitionTo(PaymentStatus.open, now);
  }

  /** Takes down what its provider reports of the buyer's last try. @param hasFailed whether it reports a failed try, which counts */
  note(attempt: PaymentAttempt | null, hasFailed: boolean, now: Date): void {
    if (!this.isOpen) return;
    if (hasFailed) this.failedAttempts += 1;
    this.lastAttempt = attempt;
    this.updatedAt = now;
  }

  /** What a release without a ledger took in is posted. */
  enterLedger(): void {
    this.isInLedger = true;
  }

  /** Says when its provider is asked next; null when it is over there, too. */
  checkAt(timestamp: Date | null): void {
    this.nextCheckAt = timestamp;
  }

  /** Says since when it is to be compared with its provider; null when nothing is left to compare. */
  verifySince(timestamp: Date | null): void {
    this.verifyAt = timestamp;
  }

  /**
   * Nobody waits for it any more. Its provider is to end it as well.
   * @returns whether something has come in already, which has to be reviewed
   */
  close(now: Date): boolean {
    if (this.nextCheckAt) this.nextCheckAt = AT_ONCE;
    const hasMoney = this.isOpen && this.receivedMinor > 0;
    if (hasMoney) this.putToReview(PaymentReviewReason.orderOver, now);
    else this.transitionTo(PaymentStatus.closed, now);
    return this.needsReview;
  }

  private transitionTo(status: PaymentStatus, now: Date): void {
    this.status = transition(PAYMENT_TRANSITIONS, this.status, status);
    this.updatedAt = now;
    if (this.awaitsMoney) return;
    if (this.nextCheckAt) this.verifyAt = now;
    this.nextCheckAt = null;
  }
}
