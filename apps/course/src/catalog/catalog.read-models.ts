import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { ReadModel } from '@course-plateform/common/events';
import { ratingChanged } from '@course-plateform/types/review';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { CatalogEntry } from './catalog-entry.entity';
import { CatalogWriter } from './catalog-writer.service';
import { CourseLearner } from './course-learner.entity';

/** What the catalog keeps of facts of other services, for a rebuild. */
@Injectable()
export class CatalogReadModels {
  constructor(private readonly catalog: CatalogWriter) {}

  @ReadModel({ name: 'rating', facts: [ratingChanged] })
  async resetRatings(em: EntityManager): Promise<void> {
    await em.nativeUpdate(CatalogEntry, {}, { ratingAverage: 0, ratingCount: 0, ratingVersion: 0 });
    await this.catalog.forgetPages(em);
  }

  /** Both facts of every enrolment are told again, and every learner is counted again. */
  @ReadModel({ name: 'learners', facts: [enrollmentGranted, enrollmentEnded] })
  async resetLearners(em: EntityManager): Promise<void> {
    await em.nativeDelete(CourseLearner, {});
    await em.nativeUpdate(CatalogEntry, {}, { learners: 0 });
    await this.catalog.forgetPages(em);
  }
}
