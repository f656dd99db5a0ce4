import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { Metrics, type Sample } from '@course-plateform/common/observability';
import { DisputeRepository } from './dispute.repository';

/** The deadlines that are looked at, in hours from now; an alert fires for the nearest. */
const WITHIN_HOURS = [24, 72] as const;

/** Tells Prometheus how many disputes wait for evidence. */
@Injectable()
export class DisputeMetrics implements OnApplicationBootstrap, OnModuleDestroy {
  private remove: (() => void) | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly disputes: DisputeRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.remove = this.metrics.collectGauge({
      name: 'disputes_evidence_due',
      help: 'Disputes whose evidence is due within so many hours, and was not sent',
      labelNames: ['within_hours'],
      collect: () => this.due(),
    });
  }

  onModuleDestroy(): void {
    this.remove?.();
  }

  private async due(): Promise<Sample[]> {
    const samples: Sample[] = [];
    for (const hours of WITHIN_HOURS) {
      const value = await this.disputes.countDue(hours * HOUR_MS);
      samples.push({ labels: { within_hours: String(hours) }, value });
    }
    return samples;
  }
}
