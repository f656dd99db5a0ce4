import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest, slugForms } from '@course-plateform/common/kernel';
import { findNumberedPage } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';
import { ProfileStatus, UserProfile } from './profile.entity';
import { ProfileNotFound } from './profile.errors';

/** A user whose row is locked. */
export interface LockedProfile {
  readonly profile: UserProfile;
  /** Whether nobody else could administrate. */
  readonly isLastAdmin: boolean;
}

/** Who has a page as an instructor. */
const PUBLIC_INSTRUCTOR = { role: Role.instructor, status: ProfileStatus.active };

/** The named questions about stored profiles. */
@Injectable()
export class ProfileRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<UserProfile | null> {
    return this.em.findOne(UserProfile, { id });
  }

  /** Those of the given users who exist. */
  findMany(ids: readonly string[]): Promise<UserProfile[]> {
    return this.em.find(UserProfile, { id: { $in: [...ids] } });
  }

  /**
   * Locks the profile of a user who has seen a version of it.
   * @throws ProfileNotFound, also for a user who is erased; PreconditionFailed when the profile changed meanwhile
   */
  async lockForEdit(id: string, seenVersion: number): Promise<UserProfile> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const profile = await this.em.findOne(UserProfile, { id }, { lockMode });
    if (!profile || profile.isErased) throw new ProfileNotFound();
    profile.assertVersion(seenVersion);
    return profile;
  }

  /** As `lockAnyone`. @throws ProfileNotFound, also for a user who is erased */
  async lockProfile(id: string): Promise<LockedProfile> {
    const user = await this.lockAnyone(id);
    if (user.profile.isErased) throw new ProfileNotFound();
    return user;
  }

  /**
   * Locks a user until the end of the transaction, and before that all who can administrate, in the order of their
   * ids: of two admins who turn each other out at once, one sees that the other has done so.
   * @throws ProfileNotFound
   */
  async lockAnyone(id: string): Promise<LockedProfile> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const admins = await this.em.find(
      UserProfile,
      { role: Role.admin, status: ProfileStatus.active },
      { lockMode, orderBy: { id: 'asc' } },
    );
    const profile = await this.em.findOne(UserProfile, { id }, { lockMode });
    if (!profile) throw new ProfileNotFound();
    return { profile, isLastAdmin: admins.length === 1 && admins[0] === profile };
  }

  findInstructor(slug: string): Promise<UserProfile | null> {
    return this.em.findOne(UserProfile, { slug: { $in: slugForms(slug) }, ...PUBLIC_INSTRUCTOR });
  }

  /** Instructors by name. */
  pageOfInstructors(request: PageRequest): Promise<Page<UserProfile>> {
    return findNumberedPage(this.em, UserProfile, PUBLIC_INSTRUCTOR, {
      ...request,
      orderBy: { lastName: 'asc', firstName: 'asc', id: 'asc' },
    });
  }
}
