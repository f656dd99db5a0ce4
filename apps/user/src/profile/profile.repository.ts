import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Page, PageRequest } from '@course-plateform/common/kernel';
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
  async pageOfInstructors({ page, limit }: PageRequest): Promise<Page<UserProfile>> {
    const [items, totalItems] = await this.em.findAndCount(
      UserProfile,
      { role: Role.instructor },
      {
        orderBy: { lastName: 'asc', firstName: 'asc', id: 'asc' },
        limit,
        offset: (page - 1) * limit,
      },
    );
    return { items, totalItems };
  }
}
