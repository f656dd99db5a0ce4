import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import { CourseMedia } from '../course/course-media.service';
import { CourseRepository } from '../course/course.repository';
import type { VersionPath } from './course-version-query.service';
import { CourseVersionRepository } from './course-version.repository';

/** Brings earlier content back into drafts. */
@Injectable()
export class CourseRollbackService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly versions: CourseVersionRepository,
    private readonly media: CourseMedia,
    private readonly clock: Clock,
  ) {}

  /** @throws CourseNotFound, CourseVersionNotFound, PreconditionFailed, CourseInReview */
  rollBack(
    caller: Caller,
    { courseId, number }: VersionPath,
    draftVersion: number,
  ): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findEditable(caller, courseId);
      course.assertVersion(draftVersion);
      const before = course.mediaIds;
      course.rollBack(await this.versions.get(courseId, number), this.clock.now());
      await this.media.note(em, course, before);
      return course;
    }, toCourseDraft);
  }
}
