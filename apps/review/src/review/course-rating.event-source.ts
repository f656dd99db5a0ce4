import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventPage, EventSource, Outbox } from '@course-plateform/common/events';
import { ratingChanged } from '@course-plateform/types/review';
import { CourseRating } from './course-rating.entity';

const PAGE = 500;

/** Tells the ratings of all courses again, for a consumer that has lost them. */
@Injectable()
export class CourseRatingEventSource {
  constructor(private readonly outbox: Outbox) {}

  @EventSource(ratingChanged)
  async republish(em: EntityManager, after: string | undefined): Promise<EventPage> {
    const ratings = await em.find(
      CourseRating,
      after === undefined ? {} : { courseId: { $gt: after } },
      { orderBy: { courseId: 'asc' }, limit: PAGE, lockMode: LockMode.PESSIMISTIC_READ },
    );
    for (const rating of ratings) {
      const { courseId, version } = rating;
      const about = { aggregateId: courseId, aggregateVersion: version };
      this.outbox.publish(em, ratingChanged, about, rating.summary());
    }
    const next = ratings.length === PAGE ? ratings.at(-1)?.courseId : undefined;
    return { events: ratings.length, next };
  }
}
