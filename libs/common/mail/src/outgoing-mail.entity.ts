import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

export enum OutgoingMailState {
  waiting = 'waiting',
  sent = 'sent',
  /** Given up: the mail server did not take it for too long. */
  failed = 'failed',
  /** There was nobody to write to. */
  unaddressed = 'unaddressed',
}

/** A mail that leaves once the change it belongs to is committed. Nothing in the row can be read by a stranger. */
@Entity({ tableName: 'outgoing_mail' })
@Index({
  name: 'outgoing_mail_waiting',
  expression: `create index "outgoing_mail_waiting" on "outgoing_mail" ("next_attempt_at", "id") where "state" = 'waiting'`,
})
@Index({ name: 'outgoing_mail_created_at', properties: ['createdAt'] })
export class OutgoingMail {
  /** Also in the Message-ID. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  /** The name of the template. */
  @Property({ type: 'text' })
  readonly template: string;

  @Property({ type: 'text' })
  readonly locale: string;

  /** The address and the parameters, encrypted; gone once the mail is sent or given up. */
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

  /** When it was sent or given up. */
  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  constructor(mail: { id: string; template: string; locale: string; content: string; now: Date }) {
    this.id = mail.id;
    this.template = mail.template;
    this.locale = mail.locale;
    this.content = mail.content;
    this.nextAttemptAt = mail.now;
    this.createdAt = mail.now;
  }

  /** Nothing is to be done any more, and nothing to be known. */
  end(state: OutgoingMailState, now: Date): void {
    this.state = state;
    this.content = null;
    this.endedAt = now;
  }
}

/** The entities of a service that sends mails; they go into its database definition. */
export const mailEntities = [OutgoingMail];
