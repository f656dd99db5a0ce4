import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy, owns } from '@course-plateform/common/auth';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { CourseRight, CourseStatus } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import { Course, type CourseDetails } from './course.entity';
import { CourseNotFound, CourseRightMissing } from './course.errors';

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
   * A course the caller may decide about: the own one, or any for an admin.
   * @throws CourseNotFound when it is absent or another user's; CourseRightMissing for its co-instructors
   */
  async findOwned(caller: Caller, id: string): Promise<Course> {
    return this.findFor(caller, id, undefined);
  }

  /**
   * A course the caller may work on: also that of a co-instructor with a right.
   * @throws CourseNotFound, CourseRightMissing
   */
  async findEditable(
    caller: Caller,
    id: string,
    rights: readonly CourseRight[] = [CourseRight.manage],
  ): Promise<Course> {
    return this.findFor(caller, id, rights);
  }

  /** A course whose draft the caller may read: also that of any co-instructor. @throws CourseNotFound */
  async findReadable(caller: Caller, id: string): Promise<Course> {
    const course = await this.em.findOne(Course, { id });
    return ownedBy(caller, course, {
      owner: 'instructorId',
      orWith: Permission.courseReview,
      orIf: ({ team }, userId) => team.ids.includes(userId),
      notFound: CourseNotFound,
    });
  }

  /** @param rights of which a co-instructor must have one; undefined for what the owner alone may do */
  private async findFor(
    caller: Caller,
    id: string,
    rights: readonly CourseRight[] | undefined,
  ): Promise<Course> {
    const course = await this.findReadable(caller, id);
    if (owns(caller, course, { owner: 'instructorId', orWith: Permission.courseReview })) {
      return course;
    }
    const own = course.team.member(caller.userId).rights;
    if (rights?.some((right) => own.includes(right))) return course;
    throw new CourseRightMissing({ params: { right: rights?.[0] ?? 'owner' } });
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

  /** What those of some courses that are published require, by their ids, without their content. */
  async prerequisites(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await collectionOf(this.em, Course)
      .find<{ _id: string; details: Pick<CourseDetails, 'prerequisiteCourseIds'> }>(
        { _id: { $in: [...ids] as never[] }, status: CourseStatus.published },
        { projection: { 'details.prerequisiteCourseIds': 1 } },
      )
      .toArray();
    return new Map(rows.map(({ _id, details }) => [_id, details.prerequisiteCourseIds ?? []]));
  }

  /** The courses that an instructor owns or teaches with others, newest first. */
  async page(
    { instructorId, ...filter }: { instructorId: string; status?: CourseStatus },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Course>> {
    const rows = await this.em.find(
      Course,
      {
        $or: [{ instructorId }, { 'coInstructors.instructorId': instructorId } as object],
        ...filter,
        ...(after ? { id: { $lt: String(after[0]) } } : {}),
      },
      { orderBy: { id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (course) => [course.id]);
  }
}
