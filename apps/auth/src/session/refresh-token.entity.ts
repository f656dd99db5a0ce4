import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';

/** One link in the chain of a session's refresh tokens. The token itself is not stored. */
@Entity({ tableName: 'refresh_token' })
@Index({ name: 'refresh_token_session_id', properties: ['sessionId'] })
export class RefreshToken {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly sessionId: string;

  /** SHA-256, base64url: of 256 random bits, so that it needs neither salt nor time. */
  @Property({ type: 'text' })
  @Unique({ name: 'refresh_token_token_hash_unique' })
  readonly tokenHash: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  /** When it was replaced, and by which one. */
  @Property({ type: 'datetime', nullable: true })
  replacedAt: Date | null = null;

  @Property({ type: 'uuid', nullable: true })
  replacedBy: string | null = null;

  constructor(token: { sessionId: string; tokenHash: string; now: Date }) {
    this.sessionId = token.sessionId;
    this.tokenHash = token.tokenHash;
    this.createdAt = token.now;
  }

  replaceBy(successor: RefreshToken, now: Date): void {
    this.replacedBy = successor.id;
    this.replacedAt = now;
  }

  /** Whether it was replaced so shortly ago that a second tab may not know yet. @param window in milliseconds */
  wasReplacedWithin(window: number, now: Date): boolean {
    return this.replacedAt !== null && now.getTime() - this.replacedAt.getTime() <= window;
  }
}
