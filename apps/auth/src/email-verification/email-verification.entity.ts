import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';

/** A mailed link that confirms an e-mail address. Its secret is not stored. */
@Entity({ tableName: 'email_verification' })
@Index({ name: 'email_verification_account_id', properties: ['accountId', 'createdAt'] })
export class EmailVerification {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly accountId: string;

  @Property({ type: 'text' })
  @Unique({ name: 'email_verification_token_hash_unique' })
  readonly tokenHash: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  @Property({ type: 'datetime', nullable: true })
  usedAt: Date | null = null;

  constructor(verification: { accountId: string; tokenHash: string; expiresAt: Date; now: Date }) {
    this.accountId = verification.accountId;
    this.tokenHash = verification.tokenHash;
    this.createdAt = verification.now;
    this.expiresAt = verification.expiresAt;
  }

  isUsable(now: Date): boolean {
    return this.usedAt === null && this.expiresAt > now;
  }

  use(now: Date): void {
    this.usedAt = now;
  }
}
