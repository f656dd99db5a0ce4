import { EntityManager } from '@mikro-orm/core';
import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { SettingsOf } from '@course-plateform/common/config';
import { SETTINGS } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { settings } from '../env';
import { PendingProfile } from './pending-profile.entity';
import { UserProfile } from './profile.entity';

const EVERY_MS = 600_000;
const HOUR_MS = 3_600_000;

/**
 * Takes away profiles whose registration was never finished, so that no half of one stays. Several replicas may do
 * it at once: who deletes the row of the pending profile deletes the profile.
 */
@Injectable()
export class PendingProfileCleaner implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SETTINGS) private readonly limits: SettingsOf<typeof settings.shape>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.cleanInBackground(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** @returns how many profiles went */
  async clean(): Promise<number> {
    const waitingSince = this.clock.now().getTime() - this.limits.pendingProfileHours * HOUR_MS;
    const em = this.em.fork({ useContext: false, disableContextResolution: true });
    const given = await em.find(
      PendingProfile,
      { createdAt: { $lte: new Date(waitingSince) } },
      { limit: 500 },
    );
    let removed = 0;
    for (const { userId } of given) {
      removed += await this.unitOfWork.run(async (transaction) => {
        const mine = await transaction.nativeDelete(PendingProfile, { userId });
        return mine > 0 ? transaction.nativeDelete(UserProfile, { id: userId }) : 0;
      });
    }
    return removed;
  }

  private async cleanInBackground(): Promise<void> {
    try {
      const removed = await this.clean();
      if (removed > 0) this.logger.info({ removed }, 'profiles without an account removed');
    } catch (error) {
      this.logger.warn({ err: error }, 'profiles without an account could not be removed');
    }
  }
}
