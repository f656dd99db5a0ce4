import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { WishlistItem } from './wishlist-item.entity';

/** The named questions about stored wishes. */
@Injectable()
export class WishlistRepository {
  constructor(private readonly em: EntityManager) {}

  find(userId: string, courseId: string): Promise<WishlistItem | null> {
    return this.em.findOne(WishlistItem, { userId, courseId });
  }

  /** The same, locked: whoever comes second finds what the first one left. */
  findLocked(userId: string, courseId: string): Promise<WishlistItem | null> {
    return this.em.findOne(
      WishlistItem,
      { userId, courseId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
  }

  /** A page of a user's wishlist, newest first. */
  page(
    userId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<WishlistItem>> {
    return findCursorPage(
      this.em,
      WishlistItem,
      { userId },
      { by: 'addedAt', order: 'desc', limit, after },
    );
  }
}
