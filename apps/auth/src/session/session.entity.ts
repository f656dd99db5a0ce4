import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { coarseAddress } from '@course-plateform/common/http';
import { Aggregate } from '@course-plateform/common/persistence';
import type { Device } from '../device/device';

/** Why a session is over. */
export enum SessionEnd {
  signedOut = 'signed_out',
  /** A refresh token that had been replaced was used again: another user has it. */
  tokenReused = 'token_reused',
  passwordChanged = 'password_changed',
  suspended = 'suspended',
  erased = 'erased',
  /** The account had as many as it may have, and this one was not seen for longest. */
  crowdedOut = 'crowded_out',
}

/** A signed-in device: a family of refresh tokens, each replacing the one before. */
@Entity({ tableName: 'session' })
@Index({
  name: 'session_account_id_open',
  expression:
    'create index "session_account_id_open" on "session" ("account_id", "created_at", "id") where "ended_at" is null',
})
@Index({ name: 'session_expires_at', properties: ['expiresAt'] })
@Index({ name: 'session_ended_at', properties: ['endedAt'] })
export class Session extends Aggregate {
  @Property({ type: 'uuid' })
  readonly accountId: string;

  @Property({ type: 'text' })
  userAgent: string;

  /** Without its last part. */
  @Property({ type: 'text' })
  ip: string;

  @Property({ type: 'datetime' })
  lastSeenAt: Date;

  @Property({ type: 'datetime' })
  expiresAt: Date;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  endedBy: SessionEnd | null = null;

  constructor(session: { accountId: string; device: Device; expiresAt: Date; now: Date }) {
    super(session.now);
    this.accountId = session.accountId;
    this.userAgent = session.device.userAgent;
    this.ip = coarseAddress(session.device.ip);
    this.lastSeenAt = session.now;
    this.expiresAt = session.expiresAt;
  }

  isOpen(now: Date): boolean {
    return this.endedAt === null && this.expiresAt > now;
  }

  /** Ends an open session. */
  end(by: SessionEnd, now: Date): void {
    this.endedAt = now;
    this.endedBy = by;
    this.updatedAt = now;
  }

  /** Nothing stays of the device it was. */
  forgetDevice(): void {
    this.userAgent = '';
    this.ip = '';
  }

  /** Notes that the device was here, and keeps the session alive. */
  touch(device: Device, expiresAt: Date, now: Date): void {
    this.ip = coarseAddress(device.ip);
    this.lastSeenAt = now;
    this.expiresAt = expiresAt;
    this.updatedAt = now;
  }
}
