import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { CourseRemoval } from '../course/course-removal.service';
import { Course } from '../course/course.entity';
import { MediaService } from '../media/media.service';
import { CourseArchiveService } from './course-archive.service';
import { CourseEventsService } from './course-events.service';
import { CourseSubmission } from './submission.entity';

/** What becomes of the courses of instructors who are erased, inside a unit of work. */
@Injectable()
export class InstructorErasureService {
  constructor(
    private readonly archives: CourseArchiveService,
    private readonly catalog: CatalogWriter,
    private readonly event: CourseEventsService,
    private readonly removal: CourseRemoval,
    private readonly files: MediaService,
  ) {}

  /**
   * Courses that were published are sold no more; whoever has one keeps it, and the files in it. Drafts that nobody has
   * ever seen go, and so does what was written about them, and all other files. Again, it does nothing.
   */
  async erase(em: EntityManager, instructorId: string): Promise<void> {
    await this.eraseCourses(em, instructorId);
    await this.files.erase(em, instructorId);
  }

  private async eraseCourses(em: EntityManager, instructorId: string): Promise<void> {
    const courses = await em.find(Course, { instructorId });
    if (courses.length === 0) return;
    for (const course of courses) {
      if (course.wasPublished) await this.archives.retire(em, course);
      else await this.removal.remove(em, course);
    }
    await this.eraseSubmissions(em, courses);
    await this.catalog.forgetInstructor(em, instructorId);
  }

  private async eraseSubmissions(em: EntityManager, courses: readonly Course[]): Promise<void> {
    const courseId = { $in: courses.map(({ id }) => id) };
    const gone = new Set(courses.filter((course) => !course.wasPublished).map(({ id }) => id));
    for (const submission of await em.find(CourseSubmission, { courseId })) {
      if (gone.has(submission.courseId)) em.remove(submission);
      else if (submission.reason !== null) submission.eraseReason(this.event.now());
    }
  }
}
