import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type Transitions, newId, transition } from '@course-plateform/common/kernel';

export enum PasswordResetState {
  requested = 'requested',
  used = 'used',
  expired = 'expired',
  /** A newer link was sent, or the password was changed in another way. */
  superseded = 'superseded',
}

const STEPS: Transitions<PasswordResetState> = {
  [PasswordResetState.requested]: [
    PasswordResetState.used,
    PasswordResetState.expired,
    PasswordResetState.superseded,
  ],
  [PasswordResetState.used]: [],
  [PasswordResetState.expired]: [],
  [PasswordResetState.superseded]: [],
};

/** The index that keeps one link at a time good for an address. */
export const ONE_OPEN_RESET = 'password_reset_open_unique';

/** A requested link to choose a new password. The secret in it is not stored. */
@Entity({ tableName: 'password_reset' })
@Index({
  name: ONE_OPEN_RESET,
  expression: `create unique index "password_reset_open_unique" on "password_reset" ("email_hash") where "state" = 'requested'`,
})
@Index({ name: 'password_reset_email_hash', properties: ['emailHash', 'createdAt'] })
@Index({ name: 'password_reset_account_id', properties: ['accountId'] })
@Index({ name: 'password_reset_expires_at', properties: ['expiresAt'] })
export class PasswordReset {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  /** Null when nobody has the address: stored all the same, so that the response takes as long. */
  @Property({ type: 'uuid', nullable: true })
  readonly accountId: string | null;

  /** The address it was requested for. */
  @Property({ type: 'text' })
  readonly emailHash: string;

  @Property({ type: 'text' })
  @Unique({ name: 'password_reset_token_hash_unique' })
  readonly tokenHash: string;

  @Property({ type: 'text' })
  state: PasswordResetState = PasswordResetState.requested;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  constructor(reset: {
    accountId: string | null;
    emailHash: string;
    tokenHash: string;
    expiresAt: Date;
    now: Date;
  }) {
    this.accountId = reset.accountId;
    this.emailHash = reset.emailHash;
    this.tokenHash = reset.tokenHash;
    this.createdAt = reset.now;
    this.expiresAt = reset.expiresAt;
  }

  isUsable(now: Date): boolean {
    return this.state === PasswordResetState.requested && this.expiresAt > now;
  }

  /** @throws TransitionNotAllowed when it is over */
  use(now: Date): void {
    this.end(PasswordResetState.used, now);
  }

  /** Ends one that is open: it has expired, or is superseded. @throws TransitionNotAllowed */
  giveWay(now: Date): void {
    const expired = this.expiresAt <= now;
    this.end(expired ? PasswordResetState.expired : PasswordResetState.superseded, now);
  }

  private end(state: PasswordResetState, now: Date): void {
    this.state = transition(STEPS, this.state, state);
    this.endedAt = now;
  }
}
