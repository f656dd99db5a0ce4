import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@course-plateform/common/kernel';
import { MailSeal } from './mail-seal';
import { MailSender } from './mail-sender';
import type { MailRecipient } from './mailer';
import { OutgoingMail } from './outgoing-mail.entity';
import type { MailParams, MailTemplate } from './template';

/** Adds mails to units of work: a mail leaves when the change is committed, and never when it is not. */
@Injectable()
export class Mails {
  constructor(
    private readonly seal: MailSeal,
    private readonly sender: MailSender,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a mail together with the change it tells of. It is sent soon after the commit, again and again for about a
   * day while the mail server does not take it.
   * @param em of the unit of work
   */
  add<Params extends MailParams>(
    em: EntityManager,
    template: MailTemplate<Params>,
    { address, locale }: MailRecipient,
    params: Params,
  ): void {
    const id = newId();
    const content = this.seal.close(id, { address, params });
    em.persist(
      new OutgoingMail({ id, template: template.name, locale, content, now: this.clock.now() }),
    );
    this.sender.wakeAfter(em);
  }
}
