import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type RatingSummary, ratingChanged } from '@course-plateform/types/review';
import { type UserRenamed, userRenamed } from '@course-plateform/types/user';
import {
  type EnrollmentEnded,
  type EnrollmentGranted,
  enrollmentEnded,
  enrollmentGranted,
} from '@course-plateform/types/user-progress';
import { CatalogWriter } from './catalog-writer.service';

@Injectable()
export class CatalogEventHandler {
  constructor(private readonly catalog: CatalogWriter) {}

  @EventHandler(ratingChanged, { consumer: 'catalog-rating' })
  rate(event: EventEnvelope<RatingSummary>, em: EntityManager): Promise<void> {
    return this.catalog.rate(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(enrollmentGranted, { consumer: 'catalog-learners', inTurnBy: 'courseId' })
  addLearner(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    return this.catalog.addLearner(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(enrollmentEnded, { consumer: 'catalog-learners-ended', inTurnBy: 'courseId' })
  removeLearner(event: EventEnvelope<EnrollmentEnded>, em: EntityManager): Promise<void> {
    return this.catalog.removeLearner(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(userRenamed, { consumer: 'instructor-names' })
  renameInstructor(event: EventEnvelope<UserRenamed>, em: EntityManager): Promise<void> {
    return this.catalog.renameInstructor(em, event.payload.userId);
  }
}
