import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cache } from '@course-plateform/common/cache';
import { AfterCommit, type AfterCommitWork } from '@course-plateform/common/persistence';
import type { RatingSummary } from '@course-plateform/types/review';
import type { EnrollmentEnded, EnrollmentGranted } from '@course-plateform/types/user-progress';
import type { Publication } from '../publication/publication.entity';
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

  /** Counts a learner whose enrolment has not been seen, neither granted nor ended. */
  async addLearner(em: EntityManager, enrollment: EnrollmentGranted): Promise<void> {
    if (await em.findOne(CourseLearner, { id: enrollment.enrollmentId })) return;
    em.persist(learnerOf(enrollment));
    const entry = await em.findOne(CatalogEntry, { id: enrollment.courseId });
    entry?.addLearner();
  }

  /** Ends an enrolment, also one whose grant has not arrived yet. */
  async removeLearner(em: EntityManager, enrollment: EnrollmentEnded): Promise<void> {
    const known = await em.findOne(CourseLearner, { id: enrollment.enrollmentId });
    if (known?.ended) return;
    const learner = known ?? learnerOf(enrollment);
    learner.end();
    em.persist(learner);
    if (!known) return;
    const entry = await em.findOne(CatalogEntry, { id: enrollment.courseId });
    entry?.removeLearner();
  }

  /** Once this is committed, what was shown before is asked for again. */
  forgetPages(em: EntityManager): Promise<void> {
    return this.afterCommit.do(em, this.forget);
  }
}

function learnerOf({ enrollmentId, courseId, userId }: EnrollmentEnded): CourseLearner {
  return new CourseLearner(enrollmentId, courseId, userId);
}
