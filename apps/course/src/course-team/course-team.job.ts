import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, HOUR_MS } from '@course-plateform/common/kernel';
import { ScheduledJobs, UnitOfWork } from '@course-plateform/common/persistence';
import { CourseInvitation, InvitationStatus } from './course-invitation.entity';

const AT_ONCE = 100;
/** How long an ended invitation can still be looked at, in milliseconds. */
const KEPT_MS = 30 * DAY_MS;

/** Ends invitations that were not decided in time, whose addresses are not kept then, and removes old ones. */
@Injectable()
export class CourseTeamJobs {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    jobs: ScheduledJobs,
  ) {
    jobs.define({ name: 'course-invitations', everyMs: HOUR_MS, run: () => this.run() });
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const kept = { $lte: new Date(now.getTime() - KEPT_MS) };
    await this.em.fork().nativeDelete(CourseInvitation, { endedAt: kept });
    while ((await this.expire(now)) === AT_ONCE);
  }

  private expire(now: Date): Promise<number> {
    return this.unitOfWork.run(async (em) => {
      const overdue = await em.find(
        CourseInvitation,
        { status: InvitationStatus.open, expiresAt: { $lte: now } },
        { orderBy: { expiresAt: 'asc' }, limit: AT_ONCE },
      );
      for (const invitation of overdue) invitation.expire(now);
      return overdue.length;
    });
  }
}
