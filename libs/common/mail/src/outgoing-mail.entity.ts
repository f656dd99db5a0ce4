import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

export enum OutgoingMailState {
  waiting = 'waiting',
  sent = 'sent',
  /** Failed for good: the mail server did not accept it in time. */
  failed = 'failed',
  /** Without a recipient: see `Mails.addWithoutRecipient`, or a user who is gone by the time it is sent. */
  unaddressed = 'unaddressed',
}

/** A queued mail, stored with the change that it announces. Its content is encrypted. */
@Entity({ tableName: 'outgoing_mail' })
@Index({
  name: 'outgoing_mail_waiting',
  properties: ['nextAttemptAt', 'id'],
  where: { state: OutgoingMailState.waiting },
})
@Index({ name: 'outgoing_mail_created_at', properties: ['createdAt'] })
export class OutgoingMail {
  /** Also part of the Message-ID. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  /** The name of the template. */
  @Property({ type: 'text' })
  readonly template: string;

  /** The user it goes to; null when its content has the address. */
  @Property({ type: 'uuid', nullable: true })
  readonly userId: string | null;

  /** Its language; null when that is looked up together with the address. */
  @Property({ type: 'text', nullable: true })
  readonly locale: string | null;

  /** The address and the parameters, encrypted; null once the mail is sent or has failed for good. */
  @Property({ type: 'text', nullable: true })
  content: string | null;

  @Property({ type: 'text' })
  state: OutgoingMailState = OutgoingMailState.waiting;

  @Property({ type: 'integer' })
  attempts: number = 0;

  @Property({ type: 'datetime' })
  nextAttemptAt: Date;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  /** When it was sent or failed for good. */
  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  constructor(mail: {
    id: string;
    template: string;
    userId?: string;
    locale?: string;
    content: string;
    now: Date;
  }) {
    this.id = mail.id;
    this.template = mail.template;
    this.userId = mail.userId ?? null;
    this.locale = mail.locale ?? null;
    this.content = mail.content;
    this.nextAttemptAt = mail.now;
    this.createdAt = mail.now;
  }

  /** Ends the mail and deletes its content. */
  end(state: OutgoingMailState, now: Date): void {
    this.state = state;
    this.content = null;
    this.endedAt = now;
  }
}

/** The entities of a service that sends mails; they go into its database definition. */
export const mailEntities = [OutgoingMail];
