import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { SETTINGS } from '@course-plateform/common/http';
import { Logger } from '@course-plateform/common/observability';
import type { OrderSettings } from '../env';
import { OrderExpiryService } from './order-expiry.service';
import { OrderReconciler } from './order-reconciler.service';

/** Runs the jobs of the service again and again. */
@Injectable()
export class OrderJobs implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(
    private readonly expiry: OrderExpiryService,
    private readonly reconciler: OrderReconciler,
    private readonly logger: Logger,
    @Inject(SETTINGS) private readonly settings: Pick<OrderSettings, 'orderJobSeconds'>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.start(), this.settings.orderJobSeconds * 1000);
    this.timer.unref();
  }

  /** The round under way ends before the stores close. */
  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  private start(): void {
    this.round ??= this.runAll().finally(() => {
      this.round = undefined;
    });
  }

  private async runAll(): Promise<void> {
    await this.runOne('orders that were not paid in time have expired', () => this.expiry.run());
    await this.runOne('paid orders were told of again', () => this.reconciler.run());
  }

  /** A failure is logged and the job comes again; the other job runs all the same. */
  private async runOne(done: string, job: () => Promise<number>): Promise<void> {
    try {
      const orders = await job();
      if (orders > 0) this.logger.info({ orders }, done);
    } catch (err) {
      this.logger.error({ err }, 'a job failed and will be tried again');
    }
  }
}
