import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { cursorPageOf } from '@course-plateform/common/kernel';
import {
  type SubmissionListQuery,
  type SubmissionPage,
  toSubmissionResponse,
} from './publication.dto';
import { CourseSubmission } from './submission.entity';

/** Reads submissions. */
@Injectable()
export class SubmissionQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly cursors: Cursors,
  ) {}

  /** Everything that was submitted, newest first. */
  async list(query: SubmissionListQuery): Promise<SubmissionPage> {
    const filter = query.status === undefined ? {} : { status: query.status };
    const after = this.cursors.read(query.cursor, filter);
    const rows = await this.em.find(
      CourseSubmission,
      { ...filter, ...(after ? { id: { $lt: String(after[0]) } } : {}) },
      { orderBy: { id: 'desc' }, limit: query.limit + 1 },
    );
    const page = cursorPageOf(rows, query.limit, ({ id }) => [id]);
    return this.cursors.toPage(page, query, filter, toSubmissionResponse);
  }
}
