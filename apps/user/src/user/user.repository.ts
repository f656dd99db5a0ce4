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
  readonly q?: string | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly role?: Role | undefined;
  readonly status?: ProfileStatus | undefined;
}

/** The named questions of admins about stored users. */
@Injectable()
export class UserRepository {
  constructor(private readonly em: EntityManager) {}

  /**
   * A page of the users: the newest first, or by name when they are searched. Sorted by anything that has an index,
   * a search might read that index from its beginning for a few hits.
   */
  page(
    { q, ids, role, status }: UserFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<UserProfile>> {
    const filter = {
      ...(ids ? { id: { $in: [...ids] } } : {}),
      ...(role ? { role } : {}),
      ...(status ? { status } : {}),
    };
    if (q === undefined) {
      const range = { by: 'createdAt', order: 'desc', limit, after } as const;
      return findCursorPage(this.em, UserProfile, filter, range);
    }
    const range = { by: 'searchName', order: 'asc', limit, after } as const;
    return findCursorPage(this.em, UserProfile, { $and: [filter, matching(q)] }, range);
  }
}

function matching(q: string): ObjectQuery<UserProfile> {
  if (isId(q.toLowerCase())) return { id: q.toLowerCase() };
  const patterns = searchRuns(q).map((run) => `% ${run.join(' ')}%`);
  // A query without a letter or digit is part of no name.
  if (patterns.length === 0) return { id: { $in: [] } };
  return { $and: patterns.map(($like) => ({ searchName: { $like } })) };
}
