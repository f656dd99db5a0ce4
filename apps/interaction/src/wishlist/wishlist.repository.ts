import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
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

  /** A stretch of somebody's wishes, newest first. */
  async page(
    userId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<WishlistItem>> {
    const rows = await this.em.find(
      WishlistItem,
      { userId, ...(after ? before(after) : {}) },
      { orderBy: { addedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (row) => [row.addedAt.toISOString(), row.id]);
  }
}

function before([moment, id]: CursorPosition) {
  const addedAt = new Date(String(moment));
  return { $or: [{ addedAt: { $lt: addedAt } }, { addedAt, id: { $lt: String(id) } }] };
}
