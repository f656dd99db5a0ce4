import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, newId } from '@course-plateform/common/kernel';
import { MailSeal } from './mail-seal';
import { MailJobs } from './mail.jobs';
import type { MailRecipient } from './mailer';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';
import type { MailParams } from './mail-params';
import type { MailTemplate } from './template';

/** Adds mails to units of work: a mail is sent if, and only if, the change is committed. */
@Injectable()
export class Mails {
  constructor(
    private readonly seal: MailSeal,
    private readonly jobs: MailJobs,
    private readonly clock: RealClock,
  ) {}

  /**
   * Stores a mail together with the change that it announces. It is sent soon after the commit, and retried for about a
   * day. The mail contains the current time.
   * @param em of the unit of work
   */
  add<Params extends MailParams>(
    em: EntityManager,
    template: MailTemplate<Params>,
    recipient: MailRecipient,
    params: Params,
  ): void {
    em.persist(this.made(template, recipient, params));
    this.jobs.sendAfter(em);
  }

  /**
   * The same for a user whose address is looked up when the mail is sent (`MailRecipients`), so that it is the one they
   * have then, in their language of then, and is not kept here.
   */
  addFor<Params extends MailParams>(
    em: EntityManager,
    template: MailTemplate<Params>,
    userId: string,
    params: Params,
  ): void {
    const id = newId();
    const content = this.seal.close(id, { params });
    const now = this.clock.now();
    em.persist(new OutgoingMail({ id, template: template.name, userId, content, now }));
    this.jobs.sendAfter(em);
  }

  /**
   * Does the same work as `add` without sending a mail, for responses whose duration must not reveal whether there is
   * an account.
   */
  addWithoutRecipient<Params extends MailParams>(
    em: EntityManager,
    template: MailTemplate<Params>,
    recipient: MailRecipient,
    params: Params,
  ): void {
    const mail = this.made(template, recipient, params);
    mail.end(OutgoingMailState.unaddressed, this.clock.now());
    em.persist(mail);
    this.jobs.sendAfter(em);
  }

  private made<Params extends MailParams>(
    template: MailTemplate<Params>,
    { address, locale, timezone }: MailRecipient,
    params: Params,
  ): OutgoingMail {
    const id = newId();
    const content = this.seal.close(id, { address, timezone, params });
    return new OutgoingMail({
      ...{ id, template: template.name, locale, content },
      now: this.clock.now(),
    });
  }
}
