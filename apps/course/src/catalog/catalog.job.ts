import { Injectable } from '@nestjs/common';
import { Clock, SECOND_MS } from '@course-plateform/common/kernel';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { CatalogSales } from './catalog-sales.service';
import { CatalogPrices } from './catalog-prices.service';

/** Files courses under the price that the beginning or end of a sale has given them. */
@Injectable()
export class CatalogJobs {
  /** Whether the clock has been moved since the last run. */
  private isMoved = false;

  constructor(
    jobs: ScheduledJobs,
    private readonly prices: CatalogPrices,
    private readonly sales: CatalogSales,
    private readonly clock: Clock,
    settings: CourseServiceSettings,
  ) {
    jobs.define({
      name: 'catalog-prices',
      everyMs: settings.catalogPricesJobSeconds * SECOND_MS,
      run: () => this.run(),
    });
    clock.onMove(() => {
      this.isMoved = true;
    });
  }

  private async run(): Promise<void> {
    const now = this.clock.now();
    if (this.isMoved) {
      this.isMoved = false;
      await this.sales.planFrom(now);
    }
    await this.prices.publishDue(now);
  }
}
