import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { PeriodicJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { OrderExpiryService } from './order-expiry.service';
import { OrderReconciler } from './order-reconciler.service';

/** Ends overdue orders and pushes on stuck ones, again and again. */
@Injectable()
export class OrderJobs {
  constructor(
    jobs: PeriodicJobs,
    expiry: OrderExpiryService,
    reconciler: OrderReconciler,
    private readonly logger: Logger,
    settings: OrderSettings,
  ) {
    const everyMs = settings.orderJobSeconds * 1000;
    jobs.define({
      name: 'order-expiry',
      everyMs,
      round: async () =>
        this.tell('orders that were not paid in time have expired', await expiry.run()),
    });
    jobs.define({
      name: 'order-reconciliation',
      everyMs,
      round: async () => this.tell('paid orders were told of again', await reconciler.run()),
    });
  }

  private tell(done: string, orders: number): void {
    if (orders > 0) this.logger.info({ orders }, done);
  }
}
