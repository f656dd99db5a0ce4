import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { VerifiedIdentity } from '../identity/verified-identity';

export enum OauthTicketPurpose {
  /** Can be exchanged for tokens. */
  exchange = 'exchange',
  /** Links the identity to the account of its address, together with the password of that account. */
  link = 'link',
}

/** A verified identity, for the holder of the secret. Can be used once. */
@Entity({ tableName: 'oauth_ticket' })
@Index({ name: 'oauth_ticket_expires_at', properties: ['expiresAt'] })
export class OauthTicket {
  @PrimaryKey({ type: 'text' })
  readonly secretHash: string;

  @Property({ type: 'text' })
  readonly purpose: OauthTicketPurpose;

  @Property({ type: 'json' })
  readonly identity: VerifiedIdentity;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  constructor(ticket: {
    secretHash: string;
    purpose: OauthTicketPurpose;
    identity: VerifiedIdentity;
    expiresAt: Date;
  }) {
    this.secretHash = ticket.secretHash;
    this.purpose = ticket.purpose;
    this.identity = ticket.identity;
    this.expiresAt = ticket.expiresAt;
  }
}
