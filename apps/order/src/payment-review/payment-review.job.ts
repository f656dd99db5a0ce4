import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { PaymentReviews } from '../payment/payment-reviews.service';
import { PaymentReviewService } from './payment-review.service';

/** Reviews that are loaded at once. */
const BATCH = 50;

/** Sends money back that nobody can use, right after it came and again until that is done. */
@Injectable()
export class PaymentReviewJob {
  constructor(
    jobs: ScheduledJobs,
    private readonly service: PaymentReviewService,
    private readonly logger: Logger,
    reviews: PaymentReviews,
    settings: OrderSettings,
  ) {
    reviews.job = jobs.define({
      name: 'payment-reviews',
      everyMs: settings.refundJobSeconds * SECOND_MS,
      run: () => this.run(),
    });
  }

  private async run(): Promise<void> {
    for (const review of await this.service.dueByRule(BATCH)) {
      try {
        await this.service.giveBack(review);
      } catch (error) {
        this.logger.warn({ err: error, review: review.id }, 'late money could not be sent back');
      }
    }
  }
}
