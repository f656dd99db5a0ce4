import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { sqlOf } from '@course-plateform/common/persistence';
import { CategoryListCache } from '../category-list/category-list.cache';
import { CourseCount } from './course-count.entity';
import { FiledCourse } from './filed-course.entity';

/** Counts the published courses of categories. */
@Injectable()
export class CourseCountService {
  constructor(private readonly lists: CategoryListCache) {}

  /**
   * Files a course elsewhere, in a user's transaction.
   * @param categoryId null when it is not published any more
   */
  async file(
    em: EntityManager,
    courseId: string,
    categoryId: string | null,
    courseVersion: number,
  ): Promise<void> {
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const known = await em.findOne(FiledCourse, { courseId }, { lockMode });
    const course = known ?? new FiledCourse(courseId);
    const before = course.categoryId;
    const moved = course.file(categoryId, courseVersion);
    em.persist(course);
    if (!moved) return;
    const changes = [
      { id: before, by: -1 },
      { id: categoryId, by: 1 },
    ];
    // Always in the same order, so that two courses that change places do not wait for each other.
    changes.sort((one, other) => ((one.id ?? '') < (other.id ?? '') ? -1 : 1));
    for (const { id, by } of changes) if (id !== null) await count(em, id, by);
    await this.lists.forget(em);
  }

  /** Counts nothing any more, until the events are published again. */
  async reset(em: EntityManager): Promise<void> {
    await em.nativeDelete(FiledCourse, {});
    await em.nativeDelete(CourseCount, {});
    await this.lists.forget(em);
  }
}

async function count(em: EntityManager, categoryId: string, by: number): Promise<void> {
  await sqlOf(em).execute(
    `insert into "course_count" as c ("category_id", "courses") values (?, ?)
     on conflict ("category_id") do update set "courses" = c."courses" + excluded."courses"`,
    [categoryId, by],
    'run',
  );
}
