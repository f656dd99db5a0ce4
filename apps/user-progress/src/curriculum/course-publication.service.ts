import type { EntityManager } from '@mikro-orm/core';
import type { EntityManager as SqlEntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
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
    await (em as SqlEntityManager).execute(RAISE, [courseId, publication], 'run');
  }

  /**
   * The publication that a purchase grants: the newest one known, never older than the one that was sold.
   * Makes no request, so event handlers may call it.
   */
  async granted(em: EntityManager, sold: PublicationKey): Promise<number> {
    const known = await em.findOne(CoursePublication, { courseId: sold.courseId });
    return Math.max(known?.newest ?? 0, sold.publication);
  }

  /** Empties the read model before its events are published again. */
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(CoursePublication, {});
  }
}
