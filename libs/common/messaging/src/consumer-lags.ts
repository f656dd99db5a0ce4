import { Inject, Injectable } from '@nestjs/common';
import { EventHandlers } from './event-handlers';
import { consumerLag } from './jetstream-consumer';
import { NatsLink } from './nats-connection';
import { MESSAGING_SETTINGS, type MessagingSettings } from './settings';

/** How far the consumers of a service are behind. */
@Injectable()
export class ConsumerLags {
  constructor(
    private readonly handlers: EventHandlers,
    private readonly link: NatsLink,
    @Inject(MESSAGING_SETTINGS) private readonly settings: MessagingSettings,
  ) {}

  /**
   * The events each consumer has not finished yet, by its name.
   * @param waitMs how long the broker is waited for
   * @returns undefined when the broker did not come
   * @throws NatsError when a consumer has not been made
   */
  async read(waitMs: number): Promise<ReadonlyMap<string, number> | undefined> {
    const connection = await this.link.connection(waitMs);
    if (!connection) return undefined;
    const manager = await connection.jetstreamManager();
    const { natsNamespace } = this.settings;
    const lags = [...this.handlers.find().keys()].map(
      async (consumer) => [consumer, await consumerLag(manager, natsNamespace, consumer)] as const,
    );
    return new Map(await Promise.all(lags));
  }
}
