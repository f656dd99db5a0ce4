import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';

/** That a user got another role, from whom and why. */
@Entity({ tableName: 'role_change' })
@Index({ name: 'role_change_user_id', properties: ['userId', 'changedAt'] })
export class RoleChange {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'text' })
  readonly fromRole: Role;

  @Property({ type: 'text' })
  readonly toRole: Role;

  @Property({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Property({ type: 'uuid' })
  readonly changedBy: string;

  @Property({ type: 'datetime' })
  readonly changedAt: Date;

  constructor(
    userId: string,
    change: { from: Role; to: Role; reason: string | null; by: string; now: Date },
  ) {
    this.userId = userId;
    this.fromRole = change.from;
    this.toRole = change.to;
    this.reason = change.reason;
    this.changedBy = change.by;
    this.changedAt = change.now;
  }
}
