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

  /** Finishes the events in flight, then publishes what they have added to the outbox, as far as possible now. */
  async stop(): Promise<void> {
    await this.consumers.stop();
    await this.relay.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }
}
