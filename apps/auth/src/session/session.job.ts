import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { LoginThrottle } from './login-throttle.entity';
import { RefreshToken } from './refresh-token.entity';
import { Session } from './session.entity';

const EVERY_MS = HOUR_MS;
/** Over sessions are kept this long, so that a late reuse of their tokens is still recognized, in milliseconds. */
const KEPT_MS = 30 * DAY_MS;
/** Longer than the longest wait between sign-ins, in milliseconds. */
const THROTTLE_KEPT_MS = 2 * DAY_MS;
/** How many sessions are deleted in one round. */
const BATCH = 1000;

/** Deletes sessions and tokens that are no longer needed. */
@Injectable()
export class SessionJob {
  readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {
    this.job = jobs.define({
      name: 'old-sessions',
      everyMs: EVERY_MS,
      run: () => this.clean(),
    });
  }

  private async clean(): Promise<void> {
    const now = this.clock.now().getTime();
    const before = new Date(now - KEPT_MS);
    const over = await this.em.find(
      Session,
      { $or: [{ expiresAt: { $lte: before } }, { endedAt: { $lte: before } }] },
      { fields: ['id'], limit: BATCH },
    );
    const ids = over.map(({ id }) => id);
    const throttledBefore = new Date(now - THROTTLE_KEPT_MS);
    await this.em.nativeDelete(RefreshToken, { sessionId: { $in: ids } });
    await this.em.nativeDelete(Session, { id: { $in: ids } });
    await this.em.nativeDelete(LoginThrottle, { lastAt: { $lte: throttledBefore } });
  }
}
