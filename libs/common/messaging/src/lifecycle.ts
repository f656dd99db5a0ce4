import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ConsumerRunner } from './consumer-runner';
import { LogLevelControl } from './log-level-control';
import { NatsLink } from './nats-connection';
import { ServiceNatsServer } from './nats-server';
import { Relay } from './relay';

/** Starts relay and consumers with the application and stops everything in the order of a graceful drain. */
@Injectable()
export class MessagingLifecycle implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly server: ServiceNatsServer,
    private readonly consumers: ConsumerRunner,
    private readonly relay: Relay,
    private readonly link: NatsLink,
    private readonly logLevel: LogLevelControl,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
    this.consumers.start();
    void this.logLevel.listen();
  }

  /** Takes no new questions and answers those under way. */
  async stopRpc(): Promise<void> {
    await this.server.close();
  }

  /** Finishes the events under way, then hands out what they have put into the outbox, as far as it goes now. */
  async stopConsumersAndRelay(): Promise<void> {
    await this.consumers.stop();
    await this.relay.stop();
  }

  /** Whatever was not stopped yet, and the connection itself. */
  async onApplicationShutdown(): Promise<void> {
    await this.stopRpc();
    await this.stopConsumersAndRelay();
    await this.link.close();
  }
}
