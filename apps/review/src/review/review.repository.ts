import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { ReviewSort } from './review.dto';
import { Review } from './review.entity';

interface ReviewFilter {
  readonly courseId?: string;
  readonly authorId?: string;
  readonly stars?: number;
}

/** The named questions about stored reviews. */
@Injectable()
export class ReviewRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Review | null> {
    return this.em.findOne(Review, { id });
  }

  /** A learner's review of a course. */
  findBy(authorId: string, courseId: string): Promise<Review | null> {
    return this.em.findOne(Review, { authorId, courseId });
  }

  /** A stretch of the reviews that fit a filter, after a position, best or newest first. */
  async page(
    filter: ReviewFilter,
    sort: ReviewSort,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Review>> {
    const column = sort === ReviewSort.newest ? 'createdAt' : 'stars';
    const rows = await this.em.find(
      Review,
      { ...filter, ...(after ? beyond(column, after) : {}) },
      { orderBy: { [column]: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (row) => [
      column === 'createdAt' ? row.createdAt.toISOString() : row.stars,
      row.id,
    ]);
  }
}

function beyond(column: 'createdAt' | 'stars', [value, id]: CursorPosition) {
  const boundary = column === 'createdAt' ? new Date(String(value)) : Number(value);
  return {
    $or: [{ [column]: { $lt: boundary } }, { [column]: boundary, id: { $lt: String(id) } }],
  };
}
