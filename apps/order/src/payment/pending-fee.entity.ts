import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A charge whose provider has not said what it keeps of it. The row goes when the fee is posted. */
@Entity({ tableName: 'pending_fee' })
@Index({ name: 'pending_fee_next_attempt_at', properties: ['nextAttemptAt'] })
export class PendingFee {
  @PrimaryKey({ type: 'uuid' })
  readonly paymentId: string;

  @Property({ type: 'datetime' })
  nextAttemptAt: Date;

  @Property({ type: 'smallint', default: 0 })
  attempts: number = 0;

  constructor(paymentId: string, now: Date) {
    this.paymentId = paymentId;
    this.nextAttemptAt = now;
  }

  /** The provider does not know yet, or did not respond. */
  postpone(nextAttemptAt: Date): void {
    this.nextAttemptAt = nextAttemptAt;
    this.attempts += 1;
  }
}
