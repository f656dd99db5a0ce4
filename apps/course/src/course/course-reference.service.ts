import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf } from '@course-plateform/common/persistence';
import {
  type CategoryCourseCount,
  type CourseOwnership,
  CourseStatus,
} from '@course-plateform/types/course';
import { Course } from './course.entity';
import { CourseRepository } from './course.repository';

/** What other services may know about courses in any state. */
@Injectable()
export class CourseReferenceService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly em: EntityManager,
  ) {}

  /** Who the courses belong to, as far as they exist. */
  async ownerships(courseIds: readonly string[]): Promise<CourseOwnership[]> {
    const courses = await this.courses.many(courseIds);
    return courses.map(({ id, instructorId, status }) => ({ courseId: id, instructorId, status }));
  }

  /** How many courses are filed under each category. */
  async countByCategory(categoryIds: readonly string[]): Promise<CategoryCourseCount[]> {
    const rows = await collectionOf(this.em, Course)
      .aggregate<CategoryRow>([
        {
          $match: {
            'details.categoryId': { $in: [...categoryIds] },
            status: { $ne: CourseStatus.archived },
          },
        },
        {
          $group: {
            _id: '$details.categoryId',
            courses: { $sum: 1 },
            published: { $sum: { $cond: [{ $eq: ['$status', CourseStatus.published] }, 1, 0] } },
          },
        },
      ])
      .toArray();
    const known = new Map(rows.map(({ _id, courses, published }) => [_id, { courses, published }]));
    return categoryIds.map((categoryId) => ({
      categoryId,
      ...(known.get(categoryId) ?? { courses: 0, published: 0 }),
    }));
  }
}

interface CategoryRow {
  readonly _id: string;
  readonly courses: number;
  readonly published: number;
}
