import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { MailSender } from './mail-sender';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';

const SEND_EVERY_MS = 5_000;
const CLEAN_EVERY_MS = HOUR_MS;
/** How long the row of a sent mail is kept, in milliseconds. */
const KEPT_MS = 7 * DAY_MS;

/** Sends due mails, and deletes old rows of sent and failed ones. */
@Injectable()
export class MailJobs {
  private readonly sending: ScheduledJob;
  readonly cleaning: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    sender: MailSender,
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {
    this.sending = jobs.define({
      name: 'outgoing-mails',
      everyMs: SEND_EVERY_MS,
      run: () => sender.sendDue(),
    });
    this.cleaning = jobs.define({
      name: 'old-mails',
      everyMs: CLEAN_EVERY_MS,
      run: () => this.clean(),
    });
  }

  /** Triggers sending after the commit of the current transaction. */
  sendAfter(em: EntityManager): void {
    this.sending.trigger(em);
  }

  private async clean(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.em.nativeDelete(OutgoingMail, {
      state: { $ne: OutgoingMailState.waiting },
      createdAt: { $lte: before },
    });
  }
}
