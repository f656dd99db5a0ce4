import { Injectable } from '@nestjs/common';
import { NatsLink, NatsSettings } from '@course-plateform/common/nats';
import { EventHandlers } from './event-handlers';
import { consumerLag } from './jetstream-consumer';

/** How far the consumers of a service are behind. */
@Injectable()
export class ConsumerLags {
  constructor(
    private readonly handlers: EventHandlers,
    private readonly link: NatsLink,
    private readonly nats: NatsSettings,
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
    const { natsNamespace } = this.nats;
    const lags = [...this.handlers.find().keys()].map(
      async (consumer) => [consumer, await consumerLag(manager, natsNamespace, consumer)] as const,
    );
    return new Map(await Promise.all(lags));
  }
}
