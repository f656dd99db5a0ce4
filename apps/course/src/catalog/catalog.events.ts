import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type RatingSummary, ratingChanged } from '@course-plateform/types/review';
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
  async rate(event: EventEnvelope<RatingSummary>, em: EntityManager): Promise<void> {
    await this.catalog.rate(em, event.payload, event.aggregateVersion);
    await this.catalog.forgetPages(em);
  }

  @EventHandler(enrollmentGranted, { consumer: 'catalog-learners', inTurnBy: 'courseId' })
  async addLearner(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    await this.catalog.addLearner(em, event.payload, event.aggregateVersion);
    await this.catalog.forgetPages(em);
  }

  @EventHandler(enrollmentEnded, { consumer: 'catalog-learners-ended', inTurnBy: 'courseId' })
  async removeLearner(event: EventEnvelope<EnrollmentEnded>, em: EntityManager): Promise<void> {
    await this.catalog.removeLearner(em, event.payload, event.aggregateVersion);
    await this.catalog.forgetPages(em);
  }
}
