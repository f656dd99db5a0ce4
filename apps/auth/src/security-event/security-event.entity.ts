import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { coarseAddress } from '@course-plateform/common/http';
import { newId } from '@course-plateform/common/kernel';
import { AppendOnly } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import type { Device } from '../device/device';

/** What happened to an account or to the keys of the platform. */
export enum SecurityEventType {
  registered = 'registered',
  emailVerified = 'email_verified',
  signIn = 'sign_in',
  signOut = 'sign_out',
  tokenReused = 'token_reused',
  passwordResetRequested = 'password_reset_requested',
  passwordReset = 'password_reset',
  passwordChange = 'password_change',
  identityLinked = 'identity_linked',
  identityUnlinked = 'identity_unlinked',
  roleChanged = 'role_changed',
  suspended = 'suspended',
  reinstated = 'reinstated',
  accountErased = 'account_erased',
  keysRotated = 'keys_rotated',
}

describeEnum(SecurityEventType, {
  registered: 'The account was created',
  email_verified: 'The e-mail address was confirmed',
  sign_in: 'A sign-in, or an attempt to sign in',
  sign_out: 'One or more sessions were ended',
  token_reused: 'A refresh token came back after it was replaced; its session was ended',
  password_reset_requested: 'A password reset link was requested',
  password_reset: 'A new password was chosen through a mailed link',
  password_change: 'The password was changed, or an attempt to',
  identity_linked: 'A sign-in with a provider was linked',
  identity_unlinked: 'A sign-in with a provider was unlinked',
  role_changed: 'An admin changed the role, or approved an application',
  suspended: 'An admin suspended the account',
  reinstated: 'The suspension ended',
  account_erased: 'The personal data of the account was erased',
  keys_rotated: 'The keys that sign access tokens were rotated',
});

export enum SecurityEventResult {
  done = 'done',
  refused = 'refused',
}

describeEnum(SecurityEventResult, {
  done: 'It happened',
  refused: 'It was attempted and refused; `refusedWith` says why',
});

/** What is noted of an event. */
export interface SecurityEventNote {
  readonly type: SecurityEventType;
  /** Whose account it is about; undefined when no account is known, or none is meant. */
  readonly accountId?: string | undefined;
  /** Who did it; undefined for other users and for what happens by itself. */
  readonly actorId?: string | undefined;
  /** The code of the refusal; undefined when it was done. */
  readonly refusedWith?: string | undefined;
  readonly device?: Device | undefined;
}

/**
 * Something that matters for the safety of an account. Rows are only added: a trigger of the database refuses anything
 * else. Nothing in them names a user, so they stay when an account is erased.
 */
@Entity({ tableName: 'security_event' })
@Index({ name: 'security_event_account_id', properties: ['accountId', 'occurredAt', 'id'] })
@Index({ name: 'security_event_type', properties: ['type', 'occurredAt', 'id'] })
@Index({ name: 'security_event_occurred_at', properties: ['occurredAt', 'id'] })
@AppendOnly('security_event', 'Security events are only added')
export class SecurityEvent {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly type: SecurityEventType;

  @Property({ type: 'text' })
  readonly result: SecurityEventResult;

  @Property({ type: 'text', nullable: true })
  readonly refusedWith: string | null;

  @Property({ type: 'uuid', nullable: true })
  readonly accountId: string | null;

  @Property({ type: 'uuid', nullable: true })
  readonly actorId: string | null;

  @Property({ type: 'text', nullable: true })
  readonly userAgent: string | null;

  /** Without its last part. */
  @Property({ type: 'text', nullable: true })
  readonly ip: string | null;

  @Property({ type: 'datetime' })
  readonly occurredAt: Date;

  constructor(note: SecurityEventNote, now: Date) {
    const { device } = note;
    this.type = note.type;
    this.result =
      note.refusedWith === undefined ? SecurityEventResult.done : SecurityEventResult.refused;
    this.refusedWith = note.refusedWith ?? null;
    this.accountId = note.accountId ?? null;
    this.actorId = note.actorId ?? null;
    this.userAgent = device?.userAgent ?? null;
    this.ip = device ? coarseAddress(device.ip) : null;
    this.occurredAt = now;
  }
}
