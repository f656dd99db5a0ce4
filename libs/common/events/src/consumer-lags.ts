import { Injectable } from '@nestjs/common';
import { BrokerConnection, NatsSettings } from '@course-plateform/common/nats';
import { EventHandlers } from './event-handlers';
import { consumerLag } from './jetstream-consumer';

/** The lag of a service's consumers. */
@Injectable()
export class ConsumerLags {
  constructor(
    private readonly handlers: EventHandlers,
    private readonly link: BrokerConnection,
    private readonly nats: NatsSettings,
  ) {}

  /**
   * The number of unfinished events of each consumer, by its name.
   * @param waitMs the longest wait for the broker, in milliseconds
   * @returns undefined when the broker is unavailable
   * @throws NatsError when a consumer does not exist
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
