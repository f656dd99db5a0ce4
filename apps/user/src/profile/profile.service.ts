import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { UnitOfWork, violates } from '@course-plateform/common/persistence';
import type { UserRole, Role } from '@course-plateform/types/platform';
import {
  type UserProfileCreate,
  userErased,
  userPreferencesChanged,
  userRenamed,
} from '@course-plateform/types/user';
import { PendingProfile } from './pending-profile.entity';
import type { ProfileUpdateDto } from './profile.dto';
import { UserProfile } from './profile.entity';
import { ProfileNotFound } from './profile.errors';
import { UserFactory } from './user.factory';

/** The primary keys that a second profile of the same user breaks, whichever row is inserted first. */
const SAME_USER = ['user_profile_pkey', 'pending_profile_pkey'];

/** Writes profiles. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly em: EntityManager,
    private readonly factory: UserFactory,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Makes the profile of an account that is about to be stored. The same id again gives the same profile. */
  async create(request: UserProfileCreate): Promise<UserRole> {
    const profile = this.factory.fromRegistration(request);
    try {
      await this.unitOfWork.run(async (em) => {
        em.persist([profile, new PendingProfile(profile.id, this.clock.now())]);
        return Promise.resolve();
      });
      return { userId: profile.id, role: profile.role };
    } catch (error) {
      if (!SAME_USER.some((name) => violates(error, name))) throw error;
    }
    const { role } = await this.em.findOneOrFail(UserProfile, { id: request.userId });
    return { userId: request.userId, role };
  }

  /**
   * Notes that the account of a profile exists; makes the profile when it is not there. A user who was erased before
   * their account was stored is erased again, because the first time found no account.
   */
  async confirm(em: EntityManager, userId: string, role: Role): Promise<void> {
    const waiting = await em.nativeDelete(PendingProfile, { userId });
    if (waiting > 0) return;
    const profile = await em.findOne(UserProfile, { id: userId });
    if (!profile) em.persist(this.factory.unnamed(userId, role));
    else if (profile.isErased) this.publishErased(em, profile);
  }

  private publishErased(em: EntityManager, { id, version }: UserProfile): void {
    const about = { aggregateId: id, aggregateVersion: version };
    this.outbox.publish(em, userErased, about, { userId: id });
  }

  /**
   * Changes a profile inside a unit of work.
   * @throws ProfileNotFound, also for a user who is erased; PreconditionFailed when the profile changed meanwhile
   */
  async edit(
    em: EntityManager,
    id: string,
    version: number,
    dto: ProfileUpdateDto,
  ): Promise<UserProfile> {
    const profile = await em.findOne(UserProfile, { id });
    if (!profile || profile.isErased) throw new ProfileNotFound();
    profile.assertVersion(version);
    const { locale, timezone, name } = profile;
    profile.edit(dto, this.clock.now());
    if (profile.name !== name) this.outbox.publish(em, userRenamed, profile, { userId: id });
    if (profile.locale !== locale || profile.timezone !== timezone) {
      this.publishPreferences(em, profile);
    }
    return profile;
  }

  private publishPreferences(em: EntityManager, profile: UserProfile): void {
    const { id: userId, locale, timezone } = profile;
    this.outbox.publish(em, userPreferencesChanged, profile, { userId, locale, timezone });
  }
}
