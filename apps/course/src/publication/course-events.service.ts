import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, present } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { coursePublished, courseUnpublished } from '@course-plateform/types/course';
import type { Course } from '../course/course.entity';

/** Tells other services about publications. */
@Injectable()
export class CourseEventsService {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  published(em: EntityManager, course: Course): void {
    const { id: courseId, publication, instructorId, details } = course;
    this.outbox.publish(em, coursePublished, course, {
      courseId,
      publication,
      instructorId,
      categoryId: present(details.categoryId, 'the category of a published course'),
      title: details.title,
    });
  }

  unpublished(em: EntityManager, course: Course): void {
    this.outbox.publish(em, courseUnpublished, course, { courseId: course.id });
  }
}
