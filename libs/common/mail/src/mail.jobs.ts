import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import { MailSender } from './mail-sender';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';

const SEND_EVERY_MS = 5_000;
const CLEAN_EVERY_MS = HOUR_MS;
/** How long it can be looked up that a mail has left, in milliseconds. */
const KEPT_MS = 7 * DAY_MS;

/** Sends the mails that are due, and deletes those that left, or were given up, some days ago. */
@Injectable()
export class MailJobs {
  private readonly sending: PeriodicJob;
  readonly cleaning: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    sender: MailSender,
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {
    this.sending = jobs.define({
      name: 'outgoing-mails',
      everyMs: SEND_EVERY_MS,
      round: () => sender.sendDue(),
    });
    this.cleaning = jobs.define({
      name: 'old-mails',
      everyMs: CLEAN_EVERY_MS,
      round: () => this.clean(),
    });
  }

  /** Lets sending begin right after the transaction under way. */
  sendAfter(em: EntityManager): void {
    this.sending.nudge(em);
  }

  private async clean(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.em.nativeDelete(OutgoingMail, {
      state: { $ne: OutgoingMailState.waiting },
      createdAt: { $lte: before },
    });
  }
}
