import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import {
  type CourseDraftPageResponse,
  type CourseDraftResponse,
  type MyCoursesQuery,
  toCourseDraft,
} from './course.dto';
import { CourseRepository } from './course.repository';

/** Reads drafts. */
@Injectable()
export class CourseQueryService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws CourseNotFound */
  async get(caller: Caller, id: string): Promise<CourseDraftResponse> {
    return toCourseDraft(await this.courses.findReadable(caller, id));
  }

  /** The caller's own courses in any state. */
  async listMine(caller: Caller, query: MyCoursesQuery): Promise<CourseDraftPageResponse> {
    const { status } = query;
    const filter = { instructorId: caller.userId, ...(status === undefined ? {} : { status }) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.courses.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toCourseDraft);
  }
}
