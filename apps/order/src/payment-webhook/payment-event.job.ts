import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, inLanes } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import type { PaymentEvent } from './payment-event.entity';
import { PaymentEventHandler } from './payment-event-handler.service';
import { PaymentEventRepository } from './payment-event.repository';

/** Events that are loaded at once. */
const BATCH = 50;
/** Events about one payment are handled one after the other. */
const SUBJECTS_AT_ONCE = 4;
/** Stripe repeats an event for three days; after that its id is not needed any more. In milliseconds. */
const KEPT_MS = 30 * DAY_MS;

/** Handles stored events in one replica at a time: as soon as they come, and those left over later. */
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
    jobs.define({
      name: 'payment-event-removal',
      everyMs: HOUR_MS,
      run: () => events.removeDone(KEPT_MS),
    });
  }

  runSoon(): void {
    this.job.runSoon();
  }

  private async run(): Promise<void> {
    for (;;) {
      const due = await this.events.due(BATCH);
      const subjects = Map.groupBy(due, (event) => this.handler.subjectOf(event));
      await inLanes([...subjects.values()], SUBJECTS_AT_ONCE, (events) => this.handle(events));
      if (due.length < BATCH) return;
    }
  }

  private async handle(events: readonly PaymentEvent[]): Promise<void> {
    for (const event of events) {
      try {
        await this.handler.handle(event);
      } catch (error) {
        this.logger.warn({ err: error, event: event.id }, 'payment event could not be handled');
        await this.handler.postpone(event.id, error);
      }
    }
  }
}
