import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import type { CourseStatus } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import { Course } from './course.entity';
import { CourseNotFound } from './course.errors';

/** What a draft is called. */
interface CourseName {
  readonly title: string;
  readonly slug: string;
}

/** The named questions about drafts. */
@Injectable()
export class CourseRepository {
  constructor(private readonly em: EntityManager) {}

  /**
   * A course the caller may work on: the own one, or any for an admin.
   * @throws CourseNotFound when it is absent or another user's
   */
  async findOwned(caller: Caller, id: string): Promise<Course> {
    return ownedBy(caller, await this.em.findOne(Course, { id }), {
      owner: 'instructorId',
      orWith: Permission.courseReview,
      notFound: CourseNotFound,
    });
  }

  find(id: string): Promise<Course | null> {
    return this.em.findOne(Course, { id });
  }

  many(ids: readonly string[]): Promise<Course[]> {
    return this.em.find(Course, { id: { $in: [...ids] } });
  }

  /** What the drafts are called, by id, without their content. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, CourseName>> {
    const rows = await collectionOf(this.em, Course)
      .find<{ _id: string; slug: string; details: { title: string } }>(
        { _id: { $in: [...ids] as never[] } },
        { projection: { slug: 1, 'details.title': 1 } },
      )
      .toArray();
    return new Map(rows.map(({ _id, slug, details }) => [_id, { title: details.title, slug }]));
  }

  /** The courses of an instructor, newest first. */
  async page(
    filter: { instructorId: string; status?: CourseStatus },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Course>> {
    const rows = await this.em.find(
      Course,
      { ...filter, ...(after ? { id: { $lt: String(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (course) => [course.id]);
  }
}
