import { BigIntType } from '@mikro-orm/core';
import { Check, Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, pastedCode, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { PayoutRun } from './payout-run.entity';
import { PAYOUT_TRANSITIONS, PayoutStatus } from './payout.state';

/** The index that keeps a line of the bank statement from confirming two payouts, however its reference is written. */
export const ONE_PAYOUT_PER_BANK_REFERENCE = 'payout_bank_reference_key_unique';

/** Money that an admin transfers to an instructor. */
@Entity({ tableName: 'payout' })
@Check({ name: 'payout_amount_positive', expression: '"amount_minor" > 0' })
@Unique({ name: ONE_PAYOUT_PER_BANK_REFERENCE, properties: ['bankReferenceKey'] })
@Unique({ name: 'payout_run_id_unique', properties: ['runId', 'instructorId', 'currency'] })
@Index({ name: 'payout_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'payout_status_created_at', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'payout_instructor_id_created_at', properties: ['instructorId', 'createdAt', 'id'] })
@Index({
  name: 'payout_instructor_id_status_created_at',
  properties: ['instructorId', 'status', 'createdAt', 'id'],
})
export class Payout extends Aggregate {
  @ManyToOne({ entity: () => PayoutRun, mapToPk: true, fieldName: 'run_id' })
  readonly runId: string;

  @Property({ type: 'uuid' })
  readonly instructorId: string;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'text' })
  status: PayoutStatus = PayoutStatus.pending;

  /** The bank's own name for the transfer; null until it is confirmed. */
  @Property({ type: 'text', nullable: true })
  bankReference: string | null = null;

  /** The same as it is compared (`pastedCode`). */
  @Property({ type: 'text', nullable: true })
  bankReferenceKey: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  confirmedBy: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  /** Why it failed, as an admin says. */
  @Property({ type: 'text', nullable: true })
  failureReason: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  failedAt: Date | null = null;

  constructor(payout: { runId: string; instructorId: string; amount: Money; now: Date }) {
    super(payout.now);
    this.runId = payout.runId;
    this.instructorId = payout.instructorId;
    this.amountMinor = payout.amount.amountMinor;
    this.currency = payout.amount.currency;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }

  /** The bank has sent it. @throws TransitionNotAllowed unless it is pending */
  confirm(bankReference: string, confirmedBy: string, now: Date): void {
    this.transitionTo(PayoutStatus.paid, now);
    this.bankReference = bankReference;
    this.bankReferenceKey = pastedCode(bankReference);
    this.confirmedBy = confirmedBy;
    this.paidAt = now;
  }

  /**
   * It did not arrive.
   * @returns whether the bank had sent it, and has it back
   * @throws TransitionNotAllowed when it has failed already
   */
  fail(reason: string, now: Date): boolean {
    const wasPaid = this.status === PayoutStatus.paid;
    this.transitionTo(PayoutStatus.failed, now);
    this.failureReason = reason;
    this.failedAt = now;
    return wasPaid;
  }

  private transitionTo(status: PayoutStatus, now: Date): void {
    this.status = transition(PAYOUT_TRANSITIONS, this.status, status);
    this.updatedAt = now;
  }
}
