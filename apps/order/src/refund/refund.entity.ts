import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { AT_ONCE, Money, pastedCode, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { PaymentMethod } from '../payment-providers/payment-method';
import { RefundFailure } from '../payment-providers/refund-failure';
import { Order } from '../order/order.entity';
import { OrderLine } from '../order/order-line.entity';
import { Payment } from '../payment/payment.entity';
import { COUNTED_REFUNDS, REFUND_TRANSITIONS, RefundStatus } from './refund.state';

/** The index that keeps a line of the bank statement from being two refunds, however its reference is written. */
export const ONE_REFUND_PER_BANK_REFERENCE = 'refund_bank_reference_key_unique';

/** What is to go back to a buyer. */
export interface RefundDraft {
  readonly payment: Payment;
  /** The line whose price goes back; null for money that never paid the order. */
  readonly line: Pick<OrderLine, 'id' | 'courseId'> | null;
  readonly amount: Money;
  /** The tax in the amount, in minor units. */
  readonly taxMinor: number;
  readonly endsAccess: boolean;
  readonly reason: string | null;
  readonly requestId: string | null;
  /** The admin; null when it goes back by rule. */
  readonly decidedBy: string | null;
  /** Whether an admin sends the money, because the provider cannot. */
  readonly isByHand: boolean;
  readonly now: Date;
}

/** Money that goes back to a buyer: the price of a line, or money that could not pay the order. */
@Entity({ tableName: 'refund' })
@Unique({ name: ONE_REFUND_PER_BANK_REFERENCE, properties: ['bankReferenceKey'] })
// One refund that was made elsewhere may be of several lines.
@Unique({
  name: 'refund_provider_reference_line_id_unique',
  properties: ['providerReference', 'lineId'],
})
@Index({ name: 'refund_order_id_created_at', properties: ['orderId', 'createdAt', 'id'] })
@Index({ name: 'refund_payment_id', properties: ['paymentId'] })
@Index({ name: 'refund_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'refund_status_created_at', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'refund_buyer_id_created_at', properties: ['buyerId', 'createdAt', 'id'] })
@Index({
  name: 'refund_buyer_id_status_created_at',
  properties: ['buyerId', 'status', 'createdAt', 'id'],
})
@Index({
  name: 'refund_next_attempt_at',
  expression:
    'create index "refund_next_attempt_at" on "refund" ("next_attempt_at") where "next_attempt_at" is not null',
})
export class Refund extends Aggregate {
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  /** Null for money that never paid the order. */
  @ManyToOne({
    ...{ entity: () => OrderLine, mapToPk: true, fieldName: 'line_id' },
    ...{ nullable: true, deleteRule: 'no action' },
  })
  readonly lineId: string | null;

  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  readonly paymentId: string;

  /** The request that it fulfills; null when an admin refunds without one. */
  @Property({ type: 'uuid', nullable: true })
  readonly requestId: string | null;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'uuid', nullable: true })
  readonly courseId: string | null;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  @Property({ type: 'text' })
  status: RefundStatus = RefundStatus.pending;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  /** The tax in the amount. */
  @Property({ type: new BigIntType('number'), default: 0 })
  readonly taxMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** Whether the buyer loses the course also when this is not the whole price. */
  @Property({ type: 'boolean' })
  readonly endsAccess: boolean;

  @Property({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Property({ type: 'uuid', nullable: true })
  readonly decidedBy: string | null;

  @Property({ type: 'boolean' })
  readonly isByHand: boolean;

  /** By which its provider knows it; null before it has made one. */
  @Property({ type: 'text', nullable: true })
  providerReference: string | null = null;

  /** The bank's own name for the transfer, of a refund by hand. */
  @Property({ type: 'text', nullable: true })
  bankReference: string | null = null;

  /** The same as it is compared (`pastedCode`). */
  @Property({ type: 'text', nullable: true })
  bankReferenceKey: string | null = null;

  @Property({ type: 'text', nullable: true })
  failure: RefundFailure | null = null;

  /** When the money went back. */
  @Property({ type: 'datetime', nullable: true })
  completedAt: Date | null = null;

  /** When its provider is called next; null when there is nothing to find out. */
  @Property({ type: 'datetime', nullable: true })
  nextAttemptAt: Date | null;

  /** How many calls in a row have failed. */
  @Property({ type: 'smallint', default: 0 })
  attempts: number = 0;

  constructor(draft: RefundDraft) {
    super(draft.now);
    const { payment, line, amount } = draft;
    this.orderId = payment.orderId;
    this.lineId = line?.id ?? null;
    this.paymentId = payment.id;
    this.requestId = draft.requestId;
    this.buyerId = payment.buyerId;
    this.courseId = line?.courseId ?? null;
    this.method = payment.method;
    this.amountMinor = amount.amountMinor;
    this.taxMinor = draft.taxMinor;
    this.currency = amount.currency;
    this.endsAccess = draft.endsAccess;
    this.reason = draft.reason;
    this.decidedBy = draft.decidedBy;
    this.isByHand = draft.isByHand;
    this.nextAttemptAt = draft.isByHand ? null : AT_ONCE;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }

  /** Whether its money is gone, or on its way. */
  get counts(): boolean {
    return COUNTED_REFUNDS.includes(this.status);
  }

  get isPending(): boolean {
    return this.status === RefundStatus.pending;
  }

  /** The provider is still at it. @param nextAttemptAt when it is requested again */
  waitUntil(nextAttemptAt: Date, reference: string | null, now: Date): void {
    this.providerReference = reference;
    this.schedule(nextAttemptAt, now);
    this.attempts = 0;
  }

  /** @throws TransitionNotAllowed unless it is pending */
  succeed(reference: string | null, now: Date): void {
    this.transitionTo(RefundStatus.succeeded, now);
    this.providerReference = reference;
    this.completedAt = now;
  }

  /** An admin has sent the money. @throws TransitionNotAllowed unless it is pending */
  completeByHand(bankReference: string, now: Date): void {
    this.succeed(null, now);
    this.bankReference = bankReference;
    this.bankReferenceKey = pastedCode(bankReference);
  }

  /** The money stays here, or has come back. @throws TransitionNotAllowed when that is known already */
  fail(
    status: RefundStatus.failed | RefundStatus.canceled,
    { reference, failure }: { reference: string | null; failure: RefundFailure | null },
    now: Date,
  ): void {
    this.transitionTo(status, now);
    this.providerReference = reference;
    this.failure = failure;
    this.completedAt = null;
  }

  /** The provider has said that something has changed. */
  recheck(now: Date): void {
    if (this.counts && !this.isByHand) this.schedule(AT_ONCE, now);
  }

  /** Nothing is left to ask. */
  settle(now: Date): void {
    this.nextAttemptAt = null;
    this.attempts = 0;
    this.updatedAt = now;
  }

  /** The provider did not respond. */
  postpone(nextAttemptAt: Date, now: Date): void {
    this.schedule(nextAttemptAt, now);
    this.attempts += 1;
  }

  private schedule(nextAttemptAt: Date, now: Date): void {
    this.nextAttemptAt = nextAttemptAt;
    this.updatedAt = now;
  }

  private transitionTo(status: RefundStatus, now: Date): void {
    this.status = transition(REFUND_TRANSITIONS, this.status, status);
    this.settle(now);
  }
}
