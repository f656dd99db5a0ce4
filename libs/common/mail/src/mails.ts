import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@course-plateform/common/kernel';
import { MailSeal } from './mail-seal';
import { MailJobs } from './mail.jobs';
import type { MailRecipient } from './mailer';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';
import type { MailParams, MailTemplate } from './template';

/** Adds mails to units of work: a mail leaves when the change is committed, and never when it is not. */
@Injectable()
export class Mails {
  constructor(
    private readonly seal: MailSeal,
    private readonly jobs: MailJobs,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a mail together with the change it tells of. It is sent soon after the commit, again and again for about a
   * day while the mail server does not take it. The time that it says is that of now.
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
   * Does as much as `add`, and no mail ever leaves: for answers that must not tell by their time whether there is
   * somebody to write to.
   */
  addForNobody<Params extends MailParams>(
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
