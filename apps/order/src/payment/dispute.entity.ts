import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { ProviderDispute } from '../payment-providers/payment-provider';
import { DISPUTE_TRANSITIONS, DisputeStatus } from './dispute.state';
import { Payment } from './payment.entity';

/** A line whose access is suspended, and what of the disputed money is for it. */
export interface DisputeShare {
  readonly lineId: string;
  readonly courseId: string;
  readonly amountMinor: number;
}

/** Money of a payment that the bank of the buyer has taken back until it is clear who is right. */
@Entity({ tableName: 'dispute' })
@Unique({ name: 'dispute_provider_reference_unique', properties: ['providerReference'] })
@Index({ name: 'dispute_order_id_created_at', properties: ['orderId', 'createdAt', 'id'] })
@Index({ name: 'dispute_payment_id', properties: ['paymentId'] })
@Index({ name: 'dispute_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'dispute_status_created_at', properties: ['status', 'createdAt', 'id'] })
@Index({
  name: 'dispute_evidence_due_at_open',
  expression: `create index "dispute_evidence_due_at_open" on "dispute" ("evidence_due_at") where "status" = 'needs_response'`,
})
export class Dispute extends Aggregate {
  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  readonly paymentId: string;

  @Property({ type: 'uuid' })
  readonly orderId: string;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  /** By which its provider knows it. */
  @Property({ type: 'text' })
  readonly providerReference: string;

  @Property({ type: 'text' })
  status: DisputeStatus = DisputeStatus.needsResponse;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** What the provider takes for it, whoever is right. */
  @Property({ type: new BigIntType('number') })
  readonly feeMinor: number;

  /** What the buyer has told the bank, in the words of the provider. */
  @Property({ type: 'text' })
  readonly reason: string;

  /** The lines that gave access when it was opened. */
  @Property({ type: 'json' })
  readonly shares: readonly DisputeShare[];

  /** Until when evidence counts. */
  @Property({ type: 'datetime', nullable: true })
  evidenceDueAt: Date | null;

  /** When evidence was last sent to the bank. */
  @Property({ type: 'datetime', nullable: true })
  submittedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  closedAt: Date | null = null;

  constructor(dispute: {
    payment: Payment;
    seen: ProviderDispute;
    shares: readonly DisputeShare[];
    now: Date;
  }) {
    super(dispute.now);
    const { payment, seen } = dispute;
    this.paymentId = payment.id;
    this.orderId = payment.orderId;
    this.buyerId = payment.buyerId;
    this.method = payment.method;
    this.providerReference = seen.reference;
    this.amountMinor = seen.amount.amountMinor;
    this.currency = seen.amount.currency;
    this.feeMinor = seen.feeMinor;
    this.reason = seen.reason;
    this.shares = dispute.shares;
    this.evidenceDueAt = seen.evidenceDueAt;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }

  get isOpen(): boolean {
    return this.closedAt === null;
  }

  /** Whether its money is not ours any more, or may not be. */
  get counts(): boolean {
    return this.status !== DisputeStatus.won;
  }

  /** Takes in how it stands. @returns whether it is decided now, which is true once */
  become(status: DisputeStatus, evidenceDueAt: Date | null, now: Date): boolean {
    // Reports come in any order, and what is decided stays so.
    if (!this.isOpen || (status === this.status && isSame(evidenceDueAt, this.evidenceDueAt))) {
      return false;
    }
    if (status !== this.status) {
      this.status = transition(DISPUTE_TRANSITIONS, this.status, status);
    }
    this.evidenceDueAt = evidenceDueAt;
    this.updatedAt = now;
    // Also when it was sent in the dashboard of the provider, or by a process that died.
    if (status === DisputeStatus.underReview) this.submittedAt ??= now;
    const isDecided = status === DisputeStatus.won || status === DisputeStatus.lost;
    if (isDecided) this.closedAt = now;
    return isDecided;
  }

  /** Evidence is with the bank. */
  submit(now: Date): void {
    this.submittedAt = now;
    this.updatedAt = now;
  }
}

function isSame(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}
