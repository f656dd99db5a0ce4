import { Injectable } from '@nestjs/common';
import type { CourseOwnership } from '@course-plateform/types/course';
import { CourseRepository } from './course.repository';

/** What other services may know about courses in any state. */
@Injectable()
export class CourseReferenceService {
  constructor(private readonly courses: CourseRepository) {}

  /** Who the courses belong to, as far as they exist. */
  async ownerships(courseIds: readonly string[]): Promise<CourseOwnership[]> {
    const courses = await this.courses.many(courseIds);
    return courses.map(({ id, instructorId, status, team }) => ({
      ...{ courseId: id, instructorId, status },
      team: team.members.map((one) => ({
        instructorId: one.instructorId,
        rights: [...one.rights],
      })),
    }));
  }
}
