import { Metrics } from '@course-plateform/common/observability';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DeadLetters } from './dead-letters';
import { EventHandlers } from './event-handlers';
import { Inbox } from './inbox';
import { consumerLag } from './jetstream-consumer';
import { NatsLink } from './nats-connection';
import { MESSAGING_SETTINGS, type MessagingSettings } from './settings';

/** The gauges of durable events, read when Prometheus asks. */
@Injectable()
export class MessagingMetrics implements OnApplicationBootstrap {
  constructor(
    private readonly metrics: Metrics,
    private readonly inbox: Inbox,
    private readonly letters: DeadLetters,
    private readonly handlers: EventHandlers,
    private readonly link: NatsLink,
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
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
      help: 'Events that were given up and not handled since',
      collect: async () => [{ value: await this.letters.count() }],
    });
    this.metrics.collectGauge({
      name: 'consumer_lag',
      help: 'Events a consumer has not finished yet',
      labelNames: ['consumer'],
      collect: () => this.lags(),
    });
  }

  private async lags() {
    const connection = await this.link.connection(0);
    const manager = await connection?.jetstreamManager();
    if (!manager) return [];
    const { natsNamespace } = this.settings;
    return Promise.all(
      [...this.handlers.find().keys()].map(async (consumer) => ({
        labels: { consumer },
        value: await consumerLag(manager, natsNamespace, consumer),
      })),
    );
  }
}
