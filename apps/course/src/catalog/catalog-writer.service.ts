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

  /** Adds an enrolment to the set and counts the learners. */
  async addLearner(em: EntityManager, enrollment: EnrollmentGranted): Promise<void> {
    await this.learner(em, enrollment);
    await this.countLearners(em, enrollment.courseId);
  }

  /** Ends an enrolment, also one whose grant has not arrived yet, and counts the learners. */
  async removeLearner(em: EntityManager, enrollment: EnrollmentEnded): Promise<void> {
    const learner = await this.learner(em, enrollment);
    learner.end();
    await em.flush();
    await this.countLearners(em, enrollment.courseId);
  }

  /** Once this is committed, what was shown before is asked for again. */
  forgetPages(em: EntityManager): Promise<void> {
    return this.afterCommit.do(em, this.forget);
  }

  private async learner(em: EntityManager, enrollment: EnrollmentEnded): Promise<CourseLearner> {
    const { enrollmentId, courseId, userId } = enrollment;
    const known = await em.findOne(CourseLearner, { id: enrollmentId });
    if (known) return known;
    const learner = new CourseLearner(enrollmentId, courseId, userId);
    await em.persist(learner).flush();
    return learner;
  }

  private async countLearners(em: EntityManager, courseId: string): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    // Nobody has two living enrolments in a course, so these are as many people.
    entry?.countLearners(await em.count(CourseLearner, { courseId, ended: false }));
  }
}
