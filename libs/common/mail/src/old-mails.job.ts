import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';

const EVERY_MS = 3_600_000;
/** How long it can be looked up that a mail has left, in milliseconds. */
const KEPT_MS = 7 * 86_400_000;

/** Deletes mails that left, or were given up, some days ago. */
@Injectable()
export class OldMailsJob {
  readonly job: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {
    this.job = jobs.define({ name: 'old-mails', everyMs: EVERY_MS, round: () => this.clean() });
  }

  private async clean(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.em.nativeDelete(OutgoingMail, {
      state: { $ne: OutgoingMailState.waiting },
      createdAt: { $lte: before },
    });
  }
}
