import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Metrics, type Sample } from '@course-plateform/common/observability';
import { FindingRepository } from './finding.repository';
import { FindingKind } from '../finding/finding.state';

/** Tells Prometheus how much does not agree. */
@Injectable()
export class FindingMetrics implements OnApplicationBootstrap, OnModuleDestroy {
  private remove: (() => void) | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly findings: FindingRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.remove = this.metrics.collectGauge({
      name: 'reconciliation_findings',
      help: 'What does not agree between orders, enrollments and payment providers',
      labelNames: ['kind'],
      collect: () => this.open(),
    });
  }

  onModuleDestroy(): void {
    this.remove?.();
  }

  private async open(): Promise<Sample[]> {
    const counts = await this.findings.countOpen();
    return Object.values(FindingKind).map((kind) => ({
      labels: { kind },
      value: counts.get(kind) ?? 0,
    }));
  }
}
