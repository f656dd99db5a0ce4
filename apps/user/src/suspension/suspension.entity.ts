import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';

/** That a user was shut out for a time, by whom and why; it stays when it is over. */
@Entity({ tableName: 'suspension' })
@Index({
  name: 'suspension_user_id_open',
  expression:
    'create unique index "suspension_user_id_open" on "suspension" ("user_id") where "ended_at" is null',
})
@Index({
  name: 'suspension_until_open',
  expression:
    'create index "suspension_until_open" on "suspension" ("until") where "ended_at" is null',
})
export class Suspension extends Aggregate {
  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'text' })
  reason: string;

  @Property({ type: 'uuid' })
  readonly suspendedBy: string;

  /** When it ends by itself. */
  @Property({ type: 'datetime', nullable: true })
  readonly until: Date | null;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  /** Null when it ended by itself. */
  @Property({ type: 'uuid', nullable: true })
  endedBy: string | null = null;

  constructor(suspension: {
    userId: string;
    reason: string;
    by: string;
    until: Date | null;
    now: Date;
  }) {
    super(suspension.now);
    this.userId = suspension.userId;
    this.reason = suspension.reason;
    this.suspendedBy = suspension.by;
    this.until = suspension.until;
  }

  end(by: string | null, now: Date): void {
    this.endedAt = now;
    this.endedBy = by;
    this.updatedAt = now;
  }

  /** Leaves nothing that was written about the user, and ends it. */
  erase(by: string, now: Date): void {
    this.reason = '';
    if (this.endedAt === null) this.end(by, now);
  }
}
