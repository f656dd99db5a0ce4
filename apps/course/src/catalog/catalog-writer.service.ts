import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { ClientSession } from 'mongodb';
import { Cache } from '@course-plateform/common/cache';
import type { MoneyValue } from '@course-plateform/common/kernel';
import {
  AfterCommit,
  type AfterCommitWork,
  collectionOf,
} from '@course-plateform/common/persistence';
import type { RatingSummary } from '@course-plateform/types/review';
import type { EnrollmentEnded, EnrollmentGranted } from '@course-plateform/types/user-progress';
import type { Course } from '../course/course.entity';
import type { CourseTeam } from '../course/course-team';
import type { Publication } from '../course/publication.entity';
import type { SaleWindow } from '../price/price-schedule';
import { SalePriceRepository } from '../price/sale-price.repository';
import { Media } from '../media/media.entity';
import { type Picture, pictureOf } from '../media/media-picture';
import { CATALOG_CACHE } from './catalog-cache';
import { SearchJob } from './search.job';
import { CatalogEntry, EntryChange } from './catalog-entry.entity';
import { CatalogNames } from './catalog-names.service';
import { CourseLearner } from './course-learner.entity';

/**
 * Keeps the catalog in step with publications, ratings and enrollments. Each change is part of the unit of work of its caller;
 * once that is committed, what was shown before is loaded again, except for the number of learners.
 */
@Injectable()
export class CatalogWriter {
  private readonly forget: AfterCommitWork;

  constructor(
    cache: Cache,
    private readonly afterCommit: AfterCommit,
    private readonly names: CatalogNames,
    private readonly sales: SalePriceRepository,
    private readonly search: SearchJob,
  ) {
    const pages = cache.region(CATALOG_CACHE);
    this.forget = () => pages.clear();
  }

  async show(em: EntityManager, publication: Publication, team: CourseTeam): Promise<void> {
    const { courseId, publishedAt } = publication;
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    const sales = (await this.sales.ahead(courseId, publishedAt)).map(({ window }) => window);
    const cover = await coverOf(em, publication);
    const shown = entry ?? new CatalogEntry(publication, sales, cover);
    if (entry) entry.show(publication, sales, cover);
    shown.regroup(team);
    em.persist(shown);
    await this.forgetPages(em);
  }

  /** Takes the sales of a course that run or are planned; one that was never published gets them later. */
  async reprice(
    em: EntityManager,
    courseId: string,
    sales: readonly SaleWindow[],
    now: Date,
  ): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    entry?.reprice(sales, now);
    await this.forgetPages(em);
  }

  /** The list price that buyers see; undefined before the first publication. */
  async listPrice(em: EntityManager, courseId: string): Promise<MoneyValue | undefined> {
    return (await em.findOne(CatalogEntry, { id: courseId }))?.listPrice;
  }

  /** Takes the present team of a course; one that was never published has no entry that could. */
  async regroup(em: EntityManager, { id, team }: Course): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id });
    if (!entry) return;
    entry.regroup(team);
    await this.forgetPages(em);
  }

  async hide(em: EntityManager, courseId: string): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: courseId });
    entry?.hide();
    await this.forgetPages(em);
  }

  /** @param version of the rating, to pass over what comes late */
  async rate(em: EntityManager, rating: RatingSummary, version: number): Promise<void> {
    const entry = await em.findOne(CatalogEntry, { id: rating.courseId });
    entry?.rate(rating, version);
    await this.forgetPages(em);
  }

  /** Counts a learner who has been granted access. @param version of the enrollment */
  addLearner(em: EntityManager, enrollment: EnrollmentGranted, version: number): Promise<void> {
    return this.followLearner(em, enrollment, { ended: false, version });
  }

  /** Counts a learner no more, also one whose grant has not arrived yet. @param version of the enrollment */
  removeLearner(em: EntityManager, enrollment: EnrollmentEnded, version: number): Promise<void> {
    return this.followLearner(em, enrollment, { ended: true, version });
  }

  /** Takes all ratings back, until their events are published again. */
  async resetRatings(em: EntityManager): Promise<void> {
    const none = { ratingAverage: 0, ratingCount: 0, ratingHistogram: null, ratingVersion: 0 };
    await this.markAll(em, {}, none);
    await this.forgetPages(em);
  }

  /** Counts no learners any more, until the events of their enrollments are published again. */
  async resetLearners(em: EntityManager): Promise<void> {
    await em.nativeDelete(CourseLearner, {});
    await this.markAll(em, {}, { learners: 0 });
    await this.forgetPages(em);
  }

  /** Shows, finds and tells partners the new name of an instructor. */
  async renameInstructor(em: EntityManager, instructorId: string): Promise<void> {
    await this.markAll(em, { instructorIds: instructorId });
    this.search.trigger(em);
    await this.forgetInstructor(em, instructorId);
  }

  /** Shows no name of an instructor that the user service does not tell any more. */
  async forgetInstructor(em: EntityManager, id: string): Promise<void> {
    await this.afterCommit.do(em, async () => {
      // First the name, or a page that is loaded in between would keep it.
      await this.names.forgetInstructor(id);
      await this.forget();
    });
  }

  /** Shows no category any more that was replaced by another one. */
  async forgetCategories(em: EntityManager): Promise<void> {
    await this.afterCommit.do(em, async () => {
      // First the names, or a page that is loaded in between would keep them.
      await this.names.forgetCategories();
      await this.forget();
    });
  }

  /** Marks entries as changed. @param fields that they all get */
  private async markAll(em: EntityManager, where: object, fields: object = {}): Promise<void> {
    const session: ClientSession | undefined = em.getTransactionContext();
    const options = session ? { session } : {};
    const entries = collectionOf(em, CatalogEntry);
    await entries.updateMany(
      // Both values of `visible` are named because the indexes begin with it.
      { visible: { $in: [true, false] }, ...where },
      {
        $set: { ...fields, searchPending: EntryChange.shown },
        $inc: { searchRevision: 1, version: 1 },
      },
      options,
    );
    await entries.updateMany(
      { visible: true, ...where },
      { $set: { feedPending: EntryChange.shown } },
      options,
    );
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
    // Pages stay as they are: how many learners a course has may be told CATALOG_CACHE_MS late, and if each purchase
    // emptied the cache, there would be none on a busy day.
  }

  /** Once the transaction is committed, what the catalog shows is loaded again, and searches follow. */
  forgetPages(em: EntityManager): Promise<void> {
    this.search.trigger(em);
    return this.afterCommit.do(em, this.forget);
  }
}

/** The cover of a publication in its sizes: images never change once they are ready. */
async function coverOf(em: EntityManager, { details }: Publication): Promise<Picture | null> {
  if (!details.coverId) return null;
  const media = await em.findOne(Media, { id: details.coverId });
  return media && pictureOf(media);
}
