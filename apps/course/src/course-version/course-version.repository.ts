import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { Publication } from '../course/publication.entity';
import { CourseChange } from './course-change.entity';
import type { CourseVersionRow } from './course-version-row';
import { CourseVersionNotFound } from './course-version.errors';

/** The questions about what a course was like. */
@Injectable()
export class CourseVersionRepository {
  constructor(private readonly em: EntityManager) {}

  /** The publications of a course, newest first. The database counts the lessons, whose texts stay there. */
  async page(
    courseId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<CourseVersionRow>> {
    const lessons = { $reduce: { input: '$sections.lessons', initialValue: [], in: CONCATENATED } };
    const rows = await collectionOf(this.em, Publication)
      .aggregate<CourseVersionRow>([
        { $match: { courseId, ...(after ? { number: { $lt: Number(after[0]) } } : {}) } },
        { $sort: { number: -1 } },
        { $limit: limit + 1 },
        { $project: { number: 1, publishedAt: 1, title: '$details.title', lessons } },
        {
          $project: {
            ...{ _id: 0, number: 1, publishedAt: 1, title: 1, lessonCount: { $size: '$lessons' } },
            durationSeconds: { $sum: '$lessons.durationSeconds' },
          },
        },
      ])
      .toArray();
    return cursorPageOf(rows, limit, ({ number }) => [String(number)]);
  }

  /** @throws CourseVersionNotFound */
  async get(courseId: string, number: number): Promise<Publication> {
    const found = await this.em.findOne(Publication, { courseId, number });
    if (!found) throw new CourseVersionNotFound();
    return found;
  }

  /** The changes of a draft, newest first. */
  async changes(
    courseId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<CourseChange>> {
    const rows = await this.em.find(
      CourseChange,
      { courseId, ...(after ? { id: { $lt: String(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, ({ id }) => [id]);
  }
}

const CONCATENATED = { $concatArrays: ['$$value', '$$this'] };
