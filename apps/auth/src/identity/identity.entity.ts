import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';

/** The index that keeps somebody at a provider to one account. */
export const ONE_ACCOUNT_PER_IDENTITY = 'identity_issuer_subject_unique';

/** Who somebody is at a provider. The subject stays the same when the address there changes. */
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

  /** The address there when it was linked, for its owner to recognise it by. */
  @Property({ type: 'text' })
  readonly email: string;

  @Property({ type: 'datetime' })
  readonly linkedAt: Date;

  constructor(identity: {
    accountId: string;
    person: { readonly issuer: string; readonly subject: string; readonly email: string };
    now: Date;
  }) {
    this.accountId = identity.accountId;
    this.issuer = identity.person.issuer;
    this.subject = identity.person.subject;
    this.email = identity.person.email;
    this.linkedAt = identity.now;
  }
}
