import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type FactPage, FactSource, Outbox } from '@course-plateform/common/events';
import { ratingChanged } from '@course-plateform/types/review';
import { CourseRating } from './course-rating.entity';

const PAGE = 500;

/** Tells the ratings of all courses again, for a consumer that has lost them. */
@Injectable()
export class CourseRatingFacts {
  constructor(private readonly outbox: Outbox) {}

  @FactSource(ratingChanged)
  async tellAgain(em: EntityManager, after: string | undefined): Promise<FactPage> {
    const ratings = await em.find(
      CourseRating,
      after === undefined ? {} : { courseId: { $gt: after } },
      { orderBy: { courseId: 'asc' }, limit: PAGE, lockMode: LockMode.PESSIMISTIC_READ },
    );
    for (const rating of ratings) {
      const { courseId, version } = rating;
      const about = { aggregateId: courseId, aggregateVersion: version };
      this.outbox.add(em, ratingChanged, rating.summary(), about);
    }
    const next = ratings.length === PAGE ? ratings.at(-1)?.courseId : undefined;
    return { events: ratings.length, next };
  }
}
