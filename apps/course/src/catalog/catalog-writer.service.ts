import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import type { RatingSummary } from '@course-plateform/types/review';
import type { EnrollmentGranted } from '@course-plateform/types/user-progress';
import type { Publication } from '../publication/publication.entity';
import { CatalogEntry } from './catalog-entry.entity';
import { CourseLearner } from './course-learner.entity';

/** The cache of everything the catalog answers with. */
export const CATALOG_CACHE = 'catalog';

/** Keeps the catalog in step with publications, ratings and enrolments. Each change is part of somebody's unit of work. */
@Injectable()
export class CatalogWriter {
  private readonly pages: CacheRegion;

  constructor(cache: Cache) {
    this.pages = cache.region(CATALOG_CACHE);
  }

  async show(em: EntityManager, publication: Publication): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: publication.courseId });
    if (entry) entry.show(publication);
    else em.persist(new CatalogEntry(publication));
  }

  async hide(em: EntityManager, courseId: string): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    entry?.hide();
  }

  /** @param version of the rating, to pass over what comes late */
  async rate(em: EntityManager, rating: RatingSummary, version: number): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: rating.courseId });
    entry?.rate(rating, version);
  }

  /** Adds a learner to the set and counts it. */
  async addLearner(em: EntityManager, enrollment: EnrollmentGranted): Promise<void> {
    const { enrollmentId, courseId, userId } = enrollment;
    const known = await em.findOne(CourseLearner, { courseId, userId });
    if (!known) await em.persist(new CourseLearner(enrollmentId, courseId, userId)).flush();
    await this.countLearners(em, courseId);
  }

  async removeLearner(em: EntityManager, courseId: string, userId: string): Promise<void> {
    await em.nativeDelete(CourseLearner, { courseId, userId });
    await this.countLearners(em, courseId);
  }

  /** Call it after the commit: what was shown before is asked for again. */
  forgetPages(): Promise<void> {
    return this.pages.clear();
  }

  private async countLearners(em: EntityManager, courseId: string): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    entry?.countLearners(await em.count(CourseLearner, { courseId }));
  }
}
