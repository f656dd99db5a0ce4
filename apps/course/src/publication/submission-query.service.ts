import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { cursorPageOf } from '@course-plateform/common/kernel';
import { CourseRepository } from '../course/course.repository';
import {
  type SubmissionListQuery,
  type SubmissionPageResponse,
  toSubmissionResponse,
} from './publication.dto';
import { CourseSubmission } from './submission.entity';

/** Reads submissions. */
@Injectable()
export class SubmissionQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly courses: CourseRepository,
    private readonly cursors: Cursors,
  ) {}

  /** Everything that was submitted, newest first. */
  async list(query: SubmissionListQuery): Promise<SubmissionPageResponse> {
    const filter = query.status === undefined ? {} : { status: query.status };
    const after = this.cursors.read(query.cursor, filter);
    const rows = await this.em.find(
      CourseSubmission,
      { ...filter, ...(after ? { id: { $lt: String(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const page = cursorPageOf(rows, query.limit, ({ id }) => [id]);
    const names = await this.courses.names(page.items.map(({ courseId }) => courseId));
    return this.cursors.toPage(page, query, filter, (submission) =>
      toSubmissionResponse(submission, names.get(submission.courseId)),
    );
  }
}
