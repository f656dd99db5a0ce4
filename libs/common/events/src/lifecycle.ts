import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ConsumerRunner } from './consumer-runner';
import { Relay } from './relay';

/** Starts relay and consumers with the application, and stops them before the broker and the stores close. */
@Injectable()
export class EventsLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly consumers: ConsumerRunner,
    private readonly relay: Relay,
  ) {}

  onApplicationBootstrap(): void {
    this.relay.start();
    this.consumers.start();
  }

  /** Finishes the events under way, then hands out what they have put into the outbox, as far as it goes now. */
  async stop(): Promise<void> {
    await this.consumers.stop();
    await this.relay.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}
