import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { CourseRepository } from '../course/course.repository';
import { compareContent } from './content-comparison';
import {
  type CourseChangeListQuery,
  type CourseChangePageResponse,
  type CourseComparisonResponse,
  type CourseVersionContentResponse,
  type CourseVersionListQuery,
  type CourseVersionPageResponse,
  toCourseChange,
  toCourseVersion,
  toCourseVersionContent,
  toDifferences,
} from './course-version.dto';
import { CourseVersionRepository } from './course-version.repository';

/** A publication of a course. */
export interface VersionPath {
  readonly courseId: string;
  readonly number: number;
}

/** What a course was like before, for its author. */
@Injectable()
export class CourseVersionQueryService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly versions: CourseVersionRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws CourseNotFound */
  async list(
    caller: Caller,
    courseId: string,
    query: CourseVersionListQuery,
  ): Promise<CourseVersionPageResponse> {
    await this.courses.findReadable(caller, courseId);
    const filter = { courseId };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.versions.page(courseId, query.limit, after);
    return this.cursors.toPage(page, query, filter, toCourseVersion);
  }

  /** @throws CourseNotFound, CourseVersionNotFound */
  async get(
    caller: Caller,
    { courseId, number }: VersionPath,
  ): Promise<CourseVersionContentResponse> {
    await this.courses.findReadable(caller, courseId);
    return toCourseVersionContent(await this.versions.get(courseId, number));
  }

  /**
   * @param other the number of another publication; the draft when undefined
   * @throws CourseNotFound, CourseVersionNotFound
   */
  async compare(
    caller: Caller,
    { courseId, number }: VersionPath,
    other: number | undefined,
  ): Promise<CourseComparisonResponse> {
    const draft = await this.courses.findReadable(caller, courseId);
    const before = await this.versions.get(courseId, number);
    const after = other === undefined ? draft : await this.versions.get(courseId, other);
    return { number, with: other ?? null, ...toDifferences(compareContent(before, after)) };
  }

  /** @throws CourseNotFound */
  async changes(
    caller: Caller,
    courseId: string,
    query: CourseChangeListQuery,
  ): Promise<CourseChangePageResponse> {
    await this.courses.findReadable(caller, courseId);
    const filter = { courseId };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.versions.changes(courseId, query.limit, after);
    return this.cursors.toPage(page, query, filter, toCourseChange);
  }
}
