import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { RefundRepository } from './refund.repository';
import { RefundSender } from './refund-sender.service';

/** Refunds that are loaded at once. */
const BATCH = 50;

/** Sends refunds one after the other, in one replica at a time: as soon as they are decided, and those left over later. */
@Injectable()
export class RefundJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly refunds: RefundRepository,
    private readonly sender: RefundSender,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    this.job = jobs.define({
      name: 'refunds',
      everyMs: settings.refundJobSeconds * 1000,
      run: () => this.run(),
    });
  }

  /** Runs right after the commit of a unit of work that has work for it. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  private async run(): Promise<void> {
    for (;;) {
      const due = await this.refunds.due(BATCH);
      for (const { id } of due) await this.push(id);
      // Some may be due again: their provider reported while they were sent.
      if (due.length === 0) return;
    }
  }

  private async push(id: string): Promise<void> {
    try {
      await this.sender.push(id);
    } catch (error) {
      this.logger.warn({ err: error, refund: id }, 'refund could not be sent');
      await this.sender.postpone(id);
    }
  }
}
