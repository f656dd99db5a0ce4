import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler, ReadModel } from '@course-plateform/common/events';
import { type CoursePublished, coursePublished } from '@course-plateform/types/course';
import { CoursePublicationService } from './course-publication.service';

@Injectable()
export class CurriculumEventHandler {
  constructor(private readonly publications: CoursePublicationService) {}

  @EventHandler(coursePublished, { consumer: 'newest-publication' })
  recordPublication(event: EventEnvelope<CoursePublished>, em: EntityManager): Promise<void> {
    return this.publications.record(em, event.payload);
  }

  @ReadModel({ name: 'newest-publications', events: [coursePublished] })
  resetPublications(em: EntityManager): Promise<void> {
    return this.publications.reset(em);
  }
}
