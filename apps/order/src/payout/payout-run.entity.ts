import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';
import { PayoutRunStatus } from './payout.state';

/** Where a run begins: no instructor has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An order of an admin to pay out what is available to all instructors. It goes through them in the order of their ids. */
@Entity({ tableName: 'payout_run' })
@Index({ name: 'payout_run_created_at', properties: ['createdAt', 'id'] })
@Index({
  name: 'payout_run_running',
  expression: `create index "payout_run_running" on "payout_run" ("id") where "status" = 'running'`,
})
export class PayoutRun extends Aggregate {
  @Property({ type: 'uuid' })
  readonly createdBy: string;

  @Property({ type: 'text' })
  status: PayoutRunStatus = PayoutRunStatus.running;

  /** How many payouts it has made. */
  @Property({ type: 'integer' })
  payouts: number = 0;

  /** The instructor and the currency that were looked at last. */
  @Property({ type: 'uuid' })
  afterInstructorId: string = NOBODY;

  @Property({ type: 'text' })
  afterCurrency: string = '';

  @Property({ type: 'datetime', nullable: true })
  completedAt: Date | null = null;

  constructor(createdBy: string, now: Date) {
    super(now);
    this.createdBy = createdBy;
  }

  get position(): { readonly instructorId: string; readonly currency: string } {
    return { instructorId: this.afterInstructorId, currency: this.afterCurrency };
  }

  get isRunning(): boolean {
    return this.status === PayoutRunStatus.running;
  }

  /** Notes that everybody up to an instructor and a currency was looked at. @param payouts that were made */
  advance(
    { instructorId, currency }: { readonly instructorId: string; readonly currency: string },
    payouts: number,
    now: Date,
  ): void {
    this.afterInstructorId = instructorId;
    this.afterCurrency = currency;
    this.payouts += payouts;
    this.updatedAt = now;
  }

  /** Nobody is left. */
  complete(now: Date): void {
    this.status = PayoutRunStatus.completed;
    this.completedAt = now;
    this.updatedAt = now;
  }
}
