import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { IdempotencyStore } from './idempotency.store';

const EVERY_MS = HOUR_MS;

/** Forgets old idempotency keys once an hour. Several replicas may do it at once: a row is deleted once. */
@Injectable()
export class IdempotencyCleaner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: IdempotencyStore,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.clean(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async clean(): Promise<void> {
    try {
      const removed = await this.store.removeExpired();
      this.logger.debug({ removed }, 'expired idempotency keys removed');
    } catch (error) {
      this.logger.warn({ err: error }, 'expired idempotency keys could not be removed');
    }
  }
}
