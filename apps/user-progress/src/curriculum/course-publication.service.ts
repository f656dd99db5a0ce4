import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { sqlOf } from '@course-plateform/common/persistence';
import { CoursePublication } from './course-publication.entity';
import type { PublicationKey } from './curriculum.service';

/** In one statement, so that replicas that handle two publications at once keep the later number. */
const RAISE = `
  insert into course_publication (course_id, newest) values (?, ?)
  on conflict (course_id) do update set newest = greatest(course_publication.newest, excluded.newest)`;

/** Which publication of a course is the newest: a read model of the course service's events. */
@Injectable()
export class CoursePublicationService {
  /** Takes note of a publication. An older one that arrives late changes nothing. */
  async record(em: EntityManager, { courseId, publication }: PublicationKey): Promise<void> {
    await sqlOf(em).execute(RAISE, [courseId, publication], 'run');
  }

  /**
   * The publications that a purchase grants, by course: the newest ones known, never older than those that were sold.
   * Makes no request, so event handlers may call it.
   */
  async granted(
    em: EntityManager,
    sold: readonly PublicationKey[],
  ): Promise<ReadonlyMap<string, number>> {
    if (sold.length === 0) return new Map();
    const courseIds = sold.map(({ courseId }) => courseId);
    const known = await em.find(CoursePublication, { courseId: { $in: courseIds } });
    const newest = new Map(known.map((one) => [one.courseId, one.newest]));
    return new Map(
      sold.map(({ courseId, publication }) => [
        courseId,
        Math.max(newest.get(courseId) ?? 0, publication),
      ]),
    );
  }

  /** Empties the read model before its events are published again. */
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(CoursePublication, {});
  }
}
