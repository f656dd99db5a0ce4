import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** An OAuth flow in progress. It accepts one callback. */
@Entity({ tableName: 'oauth_transaction' })
@Index({ name: 'oauth_transaction_expires_at', properties: ['expiresAt'] })
export class OauthTransaction {
  /** The hash of the state. */
  @PrimaryKey({ type: 'text' })
  readonly stateHash: string;

  /** The hash of the cookie, which binds the flow to the browser that started it. */
  @Property({ type: 'text' })
  readonly browserHash: string;

  @Property({ type: 'text' })
  readonly nonce: string;

  /** PKCE (RFC 7636). */
  @Property({ type: 'text' })
  readonly codeVerifier: string;

  /** The final page. */
  @Property({ type: 'text' })
  readonly redirect: string;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  constructor(transaction: {
    stateHash: string;
    browserHash: string;
    nonce: string;
    codeVerifier: string;
    redirect: string;
    expiresAt: Date;
  }) {
    this.stateHash = transaction.stateHash;
    this.browserHash = transaction.browserHash;
    this.nonce = transaction.nonce;
    this.codeVerifier = transaction.codeVerifier;
    this.redirect = transaction.redirect;
    this.expiresAt = transaction.expiresAt;
  }
}
