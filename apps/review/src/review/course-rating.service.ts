import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox, nextVersion } from '@course-plateform/common/events';
import { type RatingSummary, ratingChanged } from '@course-plateform/types/review';
import { CourseRating } from './course-rating.entity';

/** Keeps the rating of each course in step with its reviews and publishes every change. */
@Injectable()
export class CourseRatingService {
  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Changes a course's rating inside the unit of work of the review. Writers of one course queue up here, so that
   * the events leave in the order of the versions.
   */
  async change(
    em: EntityManager,
    courseId: string,
    change: (rating: CourseRating) => void,
  ): Promise<void> {
    await em.upsert(CourseRating, { courseId }, { onConflictAction: 'ignore' });
    const rating = await em.findOneOrFail(
      CourseRating,
      { courseId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    change(rating);
    this.outbox.publish(
      em,
      ratingChanged,
      {
        aggregateId: courseId,
        aggregateVersion: nextVersion(rating),
      },
      rating.summary(),
    );
  }

  /** The ratings of courses, one for each id; a course without reviews has none. */
  async summaries(courseIds: readonly string[]): Promise<RatingSummary[]> {
    const ratings = await this.em.find(CourseRating, { courseId: { $in: [...courseIds] } });
    const known = new Map(ratings.map((rating) => [rating.courseId, rating]));
    return courseIds.map((id) => (known.get(id) ?? new CourseRating(id)).summary());
  }
}
