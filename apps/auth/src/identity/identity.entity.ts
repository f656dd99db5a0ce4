import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';

/** The unique index on provider and subject. */
export const ONE_ACCOUNT_PER_IDENTITY = 'identity_issuer_subject_unique';

/** A user's identity at a provider. The subject stays the same when the address there changes. */
@Entity({ tableName: 'identity' })
@Unique({ name: ONE_ACCOUNT_PER_IDENTITY, properties: ['issuer', 'subject'] })
@Index({ name: 'identity_account_id', properties: ['accountId', 'linkedAt', 'id'] })
export class Identity {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly accountId: string;

  @Property({ type: 'text' })
  readonly issuer: string;

  @Property({ type: 'text' })
  readonly subject: string;

  /** The address at the provider when it was linked, for display. */
  @Property({ type: 'text' })
  readonly email: string;

  @Property({ type: 'datetime' })
  readonly linkedAt: Date;

  constructor(identity: {
    accountId: string;
    verified: { readonly issuer: string; readonly subject: string; readonly email: string };
    now: Date;
  }) {
    this.accountId = identity.accountId;
    this.issuer = identity.verified.issuer;
    this.subject = identity.verified.subject;
    this.email = identity.verified.email;
    this.linkedAt = identity.now;
  }
}
