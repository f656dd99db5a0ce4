import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Metrics } from '@course-plateform/common/observability';
import { ConsumerLags } from './consumer-lags';
import { DeadLetters } from './dead-letters';
import { Inbox } from './inbox';

/** The gauges of durable events, read when Prometheus scrapes. */
@Injectable()
export class EventMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly metrics: Metrics,
    private readonly inbox: Inbox,
    private readonly letters: DeadLetters,
    private readonly lags: ConsumerLags,
  ) {}

  onApplicationBootstrap(): void {
    this.metrics.collectGauge({
      name: 'outbox_pending',
      help: 'Events that wait for the broker',
      collect: async () => [{ value: (await this.inbox.store.backlog()).pending }],
    });
    this.metrics.collectGauge({
      name: 'outbox_oldest_age_seconds',
      help: 'Age of the oldest event that waits for the broker',
      collect: async () => [{ value: (await this.inbox.store.backlog()).oldestAgeSeconds }],
    });
    this.metrics.collectGauge({
      name: 'dead_letters',
      help: 'Events in the dead letters that were not handled since',
      collect: async () => [{ value: await this.letters.count() }],
    });
    this.metrics.collectGauge({
      name: 'consumer_lag',
      help: 'Events a consumer has not finished yet',
      labelNames: ['consumer'],
      collect: async () =>
        [...((await this.lags.read(0)) ?? [])].map(([consumer, value]) => ({
          labels: { consumer },
          value,
        })),
    });
  }
}
