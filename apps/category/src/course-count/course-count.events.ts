import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler, ReadModel } from '@course-plateform/common/events';
import {
  type CoursePublished,
  type CourseRefiled,
  type CourseUnpublished,
  coursePublished,
  courseRefiled,
  courseUnpublished,
} from '@course-plateform/types/course';
import { CourseCountService } from './course-count.service';

@Injectable()
export class CourseCountEventHandler {
  constructor(private readonly counts: CourseCountService) {}

  @EventHandler(coursePublished, { consumer: 'course-counts', inTurnBy: 'courseId' })
  async published(event: EventEnvelope<CoursePublished>, em: EntityManager): Promise<void> {
    const { courseId, categoryId } = event.payload;
    await this.counts.file(em, courseId, categoryId, event.aggregateVersion);
  }

  @EventHandler(courseUnpublished, { consumer: 'course-counts-down', inTurnBy: 'courseId' })
  async unpublished(event: EventEnvelope<CourseUnpublished>, em: EntityManager): Promise<void> {
    await this.counts.file(em, event.payload.courseId, null, event.aggregateVersion);
  }

  @EventHandler(courseRefiled, { consumer: 'course-counts-refiled', inTurnBy: 'courseId' })
  async refiled(event: EventEnvelope<CourseRefiled>, em: EntityManager): Promise<void> {
    const { courseId, categoryId } = event.payload;
    await this.counts.file(em, courseId, categoryId, event.aggregateVersion);
  }

  @ReadModel({ name: 'course-counts', events: [coursePublished, courseUnpublished] })
  reset(em: EntityManager): Promise<void> {
    return this.counts.reset(em);
  }
}
