import { Injectable } from '@nestjs/common';
import { DAY_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import type { PaymentEvent } from './payment-event.entity';
import { PaymentEventHandler } from './payment-event-handler.service';
import { PaymentEventRepository } from './payment-event.repository';

/** Events that are loaded at once. */
const BATCH = 50;
/** Stripe repeats an event for three days; after that its id is not needed any more. In milliseconds. */
const KEPT_MS = 30 * DAY_MS;

/** Handles stored events one after the other, in one replica at a time: as soon as they come, and those left over later. */
@Injectable()
export class PaymentEventJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly events: PaymentEventRepository,
    private readonly handler: PaymentEventHandler,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    this.job = jobs.define({
      name: 'payment-events',
      everyMs: settings.stripeEventSeconds * 1000,
      run: () => this.run(),
    });
  }

  runSoon(): void {
    this.job.runSoon();
  }

  private async run(): Promise<void> {
    for (;;) {
      const due = await this.events.due(BATCH);
      for (const event of due) await this.handle(event);
      if (due.length < BATCH) break;
    }
    await this.events.removeDone(KEPT_MS);
  }

  private async handle(event: PaymentEvent): Promise<void> {
    const { id } = event;
    try {
      await this.handler.handle(event);
    } catch (error) {
      this.logger.warn({ err: error, event: id }, 'payment event could not be handled');
      await this.handler.postpone(id, error);
    }
  }
}
