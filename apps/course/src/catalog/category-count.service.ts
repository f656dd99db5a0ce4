import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf } from '@course-plateform/common/persistence';
import { type CategoryCourseCount, CourseStatus } from '@course-plateform/types/course';
import { Course } from '../course/course.entity';
import { CatalogEntry } from './catalog-entry.entity';

/** Counts courses for the category service. */
@Injectable()
export class CategoryCountService {
  constructor(private readonly em: EntityManager) {}

  /** How many courses are filed under each category, by their draft or by what the catalog shows of them. */
  async count(categoryIds: readonly string[]): Promise<CategoryCourseCount[]> {
    const within = { $in: [...categoryIds] };
    const rows = await collectionOf(this.em, Course)
      .aggregate<CategoryRow>([
        { $match: { 'details.categoryId': within, status: { $ne: CourseStatus.archived } } },
        { $project: { categoryId: '$details.categoryId', published: { $literal: 0 } } },
        {
          $unionWith: {
            coll: collectionOf(this.em, CatalogEntry).collectionName,
            pipeline: [
              { $match: { visible: true, categoryId: within } },
              { $project: { categoryId: 1, published: { $literal: 1 } } },
            ],
          },
        },
        {
          $group: {
            _id: { categoryId: '$categoryId', courseId: '$_id' },
            published: { $max: '$published' },
          },
        },
        {
          $group: {
            _id: '$_id.categoryId',
            courses: { $sum: 1 },
            published: { $sum: '$published' },
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
