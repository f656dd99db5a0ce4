import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '@course-plateform/common/kernel';
import { findNumberedPage } from '@course-plateform/common/persistence';
import { Role } from '@course-plateform/types/platform';
import { UserProfile } from './profile.entity';

/** The named questions about stored profiles. */
@Injectable()
export class ProfileRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<UserProfile | null> {
    return this.em.findOne(UserProfile, { id });
  }

  /** Those of the given people who exist. */
  findMany(ids: readonly string[]): Promise<UserProfile[]> {
    return this.em.find(UserProfile, { id: { $in: [...ids] } });
  }

  findInstructor(slug: string): Promise<UserProfile | null> {
    return this.em.findOne(UserProfile, { slug, role: Role.instructor });
  }

  /** Instructors by name. */
  pageOfInstructors(request: PageRequest): Promise<Page<UserProfile>> {
    return findNumberedPage(
      this.em,
      UserProfile,
      { role: Role.instructor },
      { ...request, orderBy: { lastName: 'asc', firstName: 'asc', id: 'asc' } },
    );
  }
}
