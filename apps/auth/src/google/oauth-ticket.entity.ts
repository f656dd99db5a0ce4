import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ProvenPerson } from '../identity/proven-person';

export enum OauthTicketPurpose {
  /** Gives tokens. */
  exchange = 'exchange',
  /** Links the identity to the account of its address, together with the password of that account. */
  link = 'link',
}

/** What a provider has said of somebody, for whoever holds the secret. Good once. */
@Entity({ tableName: 'oauth_ticket' })
@Index({ name: 'oauth_ticket_expires_at', properties: ['expiresAt'] })
export class OauthTicket {
  @PrimaryKey({ type: 'text' })
  readonly secretHash: string;

  @Property({ type: 'text' })
  readonly purpose: OauthTicketPurpose;

  @Property({ type: 'json' })
  readonly person: ProvenPerson;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  constructor(ticket: {
    secretHash: string;
    purpose: OauthTicketPurpose;
    person: ProvenPerson;
    expiresAt: Date;
  }) {
    this.secretHash = ticket.secretHash;
    this.purpose = ticket.purpose;
    this.person = ticket.person;
    this.expiresAt = ticket.expiresAt;
  }
}
