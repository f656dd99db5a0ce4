import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cache } from '@course-plateform/common/cache';
import { AfterCommit, type AfterCommitWork } from '@course-plateform/common/persistence';
import type { RatingSummary } from '@course-plateform/types/review';
import type { EnrollmentEnded, EnrollmentGranted } from '@course-plateform/types/user-progress';
import type { Publication } from '../course/publication.entity';
import { CatalogEntry } from './catalog-entry.entity';
import { CourseLearner } from './course-learner.entity';

/** The cache of everything the catalog answers with. */
export const CATALOG_CACHE = 'catalog';

/** Keeps the catalog in step with publications, ratings and enrolments. Each change is part of somebody's unit of work. */
@Injectable()
export class CatalogWriter {
  private readonly forget: AfterCommitWork;

  constructor(
    cache: Cache,
    private readonly afterCommit: AfterCommit,
  ) {
    const pages = cache.region(CATALOG_CACHE);
    this.forget = () => pages.clear();
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

  /** Counts a learner who has been granted access. @param version of the enrollment */
  addLearner(em: EntityManager, enrollment: EnrollmentGranted, version: number): Promise<void> {
    return this.followLearner(em, enrollment, { ended: false, version });
  }

  /** Counts a learner no more, also one whose grant has not arrived yet. @param version of the enrollment */
  removeLearner(em: EntityManager, enrollment: EnrollmentEnded, version: number): Promise<void> {
    return this.followLearner(em, enrollment, { ended: true, version });
  }

  private async followLearner(
    em: EntityManager,
    { enrollmentId, courseId, userId }: EnrollmentEnded,
    { ended, version }: { ended: boolean; version: number },
  ): Promise<void> {
    const known = await em.findOne(CourseLearner, { id: enrollmentId });
    const learner = known ?? new CourseLearner(enrollmentId, courseId, userId);
    const change = learner.follow(ended, version);
    em.persist(learner);
    if (change === 0) return;
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    if (change > 0) entry?.addLearner();
    else entry?.removeLearner();
  }

  /** Once this is committed, what was shown before is asked for again. */
  forgetPages(em: EntityManager): Promise<void> {
    return this.afterCommit.do(em, this.forget);
  }
}
