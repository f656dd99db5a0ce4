import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Outbox } from '@course-plateform/common/events';
import { Clock, Money } from '@course-plateform/common/kernel';
import { quizImported } from '@course-plateform/types/course';
import { Course } from '../course/course.entity';
import { CourseMedia } from '../course/course-media.service';
import { CoursePresentationService } from '../course/course-presentation.service';
import { Curriculum } from '../course/curriculum';
import type { ImportedCourse, ImportedQuiz } from './imported-course';

/** Writes a course that was checked, in the caller's unit of work. */
@Injectable()
export class ImportedCourseWriter {
  constructor(
    private readonly media: CourseMedia,
    private readonly presentation: CoursePresentationService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws MediaUnusable when a file is gone meanwhile */
  async write(
    em: EntityManager,
    { userId }: Caller,
    { details, listPrice, sections, quizzes }: ImportedCourse,
    slug: string,
  ): Promise<Course> {
    const presented = await this.presentation.prepare(em, { instructorIds: [userId] }, details);
    const course = new Course({
      ...{ instructorId: userId, slug, now: this.clock.now() },
      details: { ...details, ...presented },
      listPrice: Money.from(listPrice),
    });
    course.rearrange(new Curriculum(sections), this.clock.now());
    // The caller may have deleted one meanwhile.
    const { media } = this.media.sources(em, course);
    for (const mediaId of course.mediaIds) await media(mediaId);
    em.persist(course);
    await this.media.note(em, course, []);
    this.announce(em, course.id, quizzes);
    return course;
  }

  /** The quizzes are made by the service that keeps them, shortly after the course. */
  private announce(em: EntityManager, courseId: string, quizzes: readonly ImportedQuiz[]): void {
    for (const quiz of quizzes) {
      const aggregate = { aggregateId: quiz.quizId, aggregateVersion: 1 };
      this.outbox.publish(em, quizImported, aggregate, { courseId, ...quiz });
    }
  }
}
