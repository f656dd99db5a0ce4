import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { Logger } from '@course-plateform/common/observability';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { userErased } from '@course-plateform/types/user';
import { InstructorApplication } from '../application/application.entity';
import { Avatar } from '../avatar/avatar.entity';
import { LastAdmin } from '../profile/last-admin.errors';
import { PendingProfile } from '../profile/pending-profile.entity';
import { ProfileRepository } from '../profile/profile.repository';
import { RoleChange } from '../profile/role-change.entity';
import { Suspension } from '../suspension/suspension.entity';

/** Erases users: what is left tells nobody who they were. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly profiles: ProfileRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /**
   * Of a user who is erased already, nothing is left to do.
   * @throws ProfileNotFound, LastAdmin; PreconditionFailed when the profile changed meanwhile
   */
  async erase({ userId: by }: Caller, userId: string, version: number): Promise<void> {
    const erased = await this.unitOfWork.run(async (em) => {
      const { profile, isLastAdmin } = await this.profiles.lockAnyone(userId);
      if (profile.isErased) return false;
      profile.assertVersion(version);
      if (isLastAdmin) throw new LastAdmin();
      profile.erase(this.clock.now());
      await em.nativeDelete(Avatar, { userId });
      await this.eraseTexts(em, userId, by);
      // The profile stays, with nothing in it: it is not one whose account may still come.
      await em.nativeDelete(PendingProfile, { userId });
      this.outbox.publish(em, userErased, profile, { userId });
      return true;
    });
    // Who restores a backup erases again whom the log names since.
    if (erased) this.logger.info({ userId }, 'user erased');
  }

  /** What the user wrote, and what was written about them. */
  private async eraseTexts(em: EntityManager, userId: string, by: string): Promise<void> {
    await em.nativeDelete(InstructorApplication, { userId });
    await em.nativeUpdate(RoleChange, { userId }, { reason: null });
    const suspensions = await em.find(Suspension, { userId });
    for (const suspension of suspensions) suspension.erase(by, this.clock.now());
  }
}
