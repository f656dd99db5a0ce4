import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { OrderExpiryService } from './order-expiry.service';
import { OrderReconciler } from './order-reconciler.service';

/** Ends overdue orders and pushes on stuck ones, again and again. */
@Injectable()
export class OrderJobs {
  constructor(
    jobs: ScheduledJobs,
    expiry: OrderExpiryService,
    reconciler: OrderReconciler,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    const everyMs = settings.orderJobSeconds * 1000;
    jobs.define({
      name: 'order-expiry',
      everyMs,
      run: async () => this.report('unpaid orders expired', await expiry.run()),
    });
    jobs.define({
      name: 'order-reconciliation',
      everyMs,
      run: async () => this.report('paid orders published again', await reconciler.run()),
    });
  }

  private report(message: string, orders: number): void {
    if (orders > 0) this.logger.info({ orders }, message);
  }
}
