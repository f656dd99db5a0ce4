import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A browser on its way through the provider. Good for one callback. */
@Entity({ tableName: 'oauth_transaction' })
@Index({ name: 'oauth_transaction_expires_at', properties: ['expiresAt'] })
export class OauthTransaction {
  /** Of the state that the provider gives back. */
  @PrimaryKey({ type: 'text' })
  readonly stateHash: string;

  /** Of the cookie: a callback that somebody else began is worth nothing in this browser. */
  @Property({ type: 'text' })
  readonly browserHash: string;

  @Property({ type: 'text' })
  readonly nonce: string;

  /** PKCE (RFC 7636). */
  @Property({ type: 'text' })
  readonly codeVerifier: string;

  /** The page that the browser ends at. */
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
