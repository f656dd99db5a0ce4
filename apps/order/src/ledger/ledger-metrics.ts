import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, SECOND_MS } from '@course-plateform/common/kernel';
import { Metrics, type Sample } from '@course-plateform/common/observability';
import { OrderSettings } from '../env';
import { imbalances } from './trial-balance';
import { TrialBalance } from './trial-balance.service';

/** Reports to Prometheus whether the books balance. Adding them up takes longer the more is in a month, so it is kept. */
@Injectable()
export class LedgerMetrics implements OnApplicationBootstrap, OnModuleDestroy {
  private remove: (() => void) | undefined;
  private kept: { readonly at: number; readonly samples: Promise<Sample[]> } | undefined;

  constructor(
    private readonly balance: TrialBalance,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.remove = this.metrics.collectGauge({
      name: 'ledger_imbalance',
      help: 'What the debits of the ledger are more than its credits, in minor units; zero in sound books',
      labelNames: ['currency'],
      collect: () => this.samples(),
    });
  }

  onModuleDestroy(): void {
    this.remove?.();
  }

  private samples(): Promise<Sample[]> {
    const now = this.clock.now().getTime();
    const isFresh = this.kept && now - this.kept.at < this.settings.ledgerCheckSeconds * SECOND_MS;
    if (!this.kept || !isFresh) this.kept = { at: now, samples: this.compute() };
    return this.kept.samples;
  }

  private async compute(): Promise<Sample[]> {
    try {
      const totals = await this.balance.totals();
      return Array.from(imbalances(totals), ([currency, value]) => ({
        labels: { currency },
        value,
      }));
    } catch (error) {
      this.kept = undefined;
      throw error;
    }
  }
}
