import { EntityManager } from '@mikro-orm/core';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { LoginThrottle } from './login-throttle.entity';
import { RefreshToken } from './refresh-token.entity';
import { Session } from './session.entity';

const EVERY_MS = 3_600_000;
/** Over sessions are kept this long, so that a late reuse of their tokens is still recognised, in milliseconds. */
const KEPT_MS = 30 * 86_400_000;
/** Longer than the longest wait between sign-ins, in milliseconds. */
const THROTTLE_KEPT_MS = 2 * 86_400_000;

/** Deletes what nobody will ask for again. Several replicas may do it at once: a row is deleted once. */
@Injectable()
export class SessionCleaner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.cleanInBackground(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @returns how many sessions went */
  async clean(): Promise<number> {
    const now = this.clock.now().getTime();
    const em = this.em.fork({ useContext: false, disableContextResolution: true });
    const before = new Date(now - KEPT_MS);
    const over = await em.find(
      Session,
      { $or: [{ expiresAt: { $lte: before } }, { endedAt: { $lte: before } }] },
      { fields: ['id'], limit: 1000 },
    );
    const ids = over.map(({ id }) => id);
    await em.nativeDelete(RefreshToken, { sessionId: { $in: ids } });
    await em.nativeDelete(LoginThrottle, { lastAt: { $lte: new Date(now - THROTTLE_KEPT_MS) } });
    return em.nativeDelete(Session, { id: { $in: ids } });
  }

  private async cleanInBackground(): Promise<void> {
    try {
      const removed = await this.clean();
      if (removed > 0) this.logger.info({ removed }, 'sessions that are long over removed');
    } catch (error) {
      this.logger.warn({ err: error }, 'sessions that are long over could not be removed');
    }
  }
}
