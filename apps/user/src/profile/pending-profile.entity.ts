import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * That the account of a profile has not been heard of yet. A row of its own, because confirming must not change the
 * version of the profile: its owner may be editing it already.
 */
@Entity({ tableName: 'pending_profile' })
export class PendingProfile {
  @PrimaryKey({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'datetime' })
  @Index({ name: 'pending_profile_created_at' })
  readonly createdAt: Date;

  constructor(userId: string, now: Date) {
    this.userId = userId;
    this.createdAt = now;
  }
}
