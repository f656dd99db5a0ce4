import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Review } from './review.entity';
import { ReviewSort } from './review-sort';

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

  /** A page of the reviews that match a filter, after a position, best or newest first. */
  page(
    filter: ReviewFilter,
    sort: ReviewSort,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Review>> {
    const by = sort === ReviewSort.newest ? 'createdAt' : 'stars';
    return findCursorPage(this.em, Review, filter, { by, order: 'desc', limit, after });
  }
}
