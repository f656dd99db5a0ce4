import { EntityManager, type ObjectQuery } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  isId,
  searchRuns,
} from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import type { Role } from '@course-plateform/types/platform';
import { type ProfileStatus, UserProfile } from '../profile/profile.entity';

/** Whom admins look for. */
export interface UserFilter {
  readonly query?: string | undefined;
  readonly role?: Role | undefined;
  readonly status?: ProfileStatus | undefined;
}

/** The named questions of admins about stored people. */
@Injectable()
export class UserRepository {
  constructor(private readonly em: EntityManager) {}

  /**
   * A stretch of the people: the newest first, or by name when they are searched. Sorted by anything that has an index,
   * a search might read that index from its beginning for a few hits.
   */
  page(
    { query, role, status }: UserFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<UserProfile>> {
    const filter = { ...(role ? { role } : {}), ...(status ? { status } : {}) };
    if (query === undefined) {
      const stretch = { by: 'createdAt', order: 'desc', limit, after } as const;
      return findCursorPage(this.em, UserProfile, filter, stretch);
    }
    const stretch = { by: 'searchName', order: 'asc', limit, after } as const;
    return findCursorPage(this.em, UserProfile, { ...filter, ...matching(query) }, stretch);
  }
}

function matching(query: string): ObjectQuery<UserProfile> {
  if (isId(query.toLowerCase())) return { id: query.toLowerCase() };
  const patterns = searchRuns(query).map((run) => `% ${run.join(' ')}%`);
  // A query without a letter or digit is part of no name.
  if (patterns.length === 0) return { id: { $in: [] } };
  return { $and: patterns.map(($like) => ({ searchName: { $like } })) };
}
