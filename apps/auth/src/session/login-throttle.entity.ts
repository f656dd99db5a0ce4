import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Sign-ins that failed one after the other, for an account or an address; also for accounts that do not exist. */
@Entity({ tableName: 'login_throttle' })
export class LoginThrottle {
  /** A hash of what is counted: no list of addresses is kept. */
  @PrimaryKey({ type: 'text' })
  readonly key!: string;

  @Property({ type: 'integer' })
  readonly attempts!: number;

  @Property({ type: 'datetime' })
  @Index({ name: 'login_throttle_last_at' })
  readonly lastAt!: Date;
}
