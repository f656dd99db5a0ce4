import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ReadModel } from '@course-plateform/common/events';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogWriter } from './catalog-writer.service';

/** What the catalog keeps of events of other services, for a rebuild. */
@Injectable()
export class CatalogReadModels {
  constructor(private readonly catalog: CatalogWriter) {}

  @ReadModel({ name: 'rating', events: [ratingChanged] })
  resetRatings(em: EntityManager): Promise<void> {
    return this.catalog.resetRatings(em);
  }

  /** Both events of every enrollment are published again, and every learner is counted again. */
  @ReadModel({ name: 'learners', events: [enrollmentGranted, enrollmentEnded] })
  resetLearners(em: EntityManager): Promise<void> {
    return this.catalog.resetLearners(em);
  }
}
