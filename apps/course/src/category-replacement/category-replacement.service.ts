import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '@course-plateform/common/events';
import { Clock } from '@course-plateform/common/kernel';
import {
  UnitOfWork,
  collectionOf,
  retryConflictsAndLostUpdates,
} from '@course-plateform/common/persistence';
import { courseRefiled } from '@course-plateform/types/course';
import { CatalogEntry } from '../catalog/catalog-entry.entity';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { Course } from '../course/course.entity';
import { CategoryReplacement, CategoryReplacements } from './category-replacement.entity';

/** How many courses move in one transaction. */
const BATCH = 50;

/** Moves the courses of deleted categories to those that replace them. */
@Injectable()
export class CategoryReplacementService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly catalog: CatalogWriter,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves every course, in whatever state, batch by batch. What a batch has moved is not found again, so a run that
   * breaks off is continued by the next one.
   */
  async moveCourses(): Promise<void> {
    const replacements = await this.replacements();
    if (replacements.deleted.length === 0) return;
    let courseIds = await this.next(replacements);
    while (courseIds.length > 0) {
      const batch = courseIds;
      // The author of a course may change it at the same time.
      await retryConflictsAndLostUpdates(() =>
        this.unitOfWork.run((em) => this.move(em, batch, replacements)),
      );
      courseIds = await this.next(replacements);
    }
  }

  private async replacements(): Promise<CategoryReplacements> {
    return new CategoryReplacements(await this.em.fork().find(CategoryReplacement, {}));
  }

  /** Some courses whose draft or page is filed under a deleted category. */
  private async next({ deleted }: CategoryReplacements): Promise<string[]> {
    const options = { projection: { _id: 1 }, limit: BATCH } as const;
    const drafts = await collectionOf(this.em, Course)
      .find({ 'details.categoryId': { $in: deleted } }, options)
      .toArray();
    if (drafts.length > 0) return drafts.map(({ _id }) => String(_id));
    // A draft that was filed elsewhere since its publication.
    const pages = await collectionOf(this.em, CatalogEntry)
      // Both values of `visible` are named because the index begins with it.
      .find({ visible: { $in: [true, false] }, categoryId: { $in: deleted } }, options)
      .toArray();
    return pages.map(({ _id }) => String(_id));
  }

  private async move(
    em: EntityManager,
    courseIds: readonly string[],
    replacements: CategoryReplacements,
  ): Promise<void> {
    const now = this.clock.now();
    const courses = await em.find(Course, { id: { $in: [...courseIds] } });
    const entries = await em.find(CatalogEntry, { id: { $in: [...courseIds] } });
    const pages = new Map(entries.map((entry) => [entry.id, entry]));
    for (const course of courses) {
      const { categoryId } = course.details;
      course.refile(categoryId === null ? null : replacements.of(categoryId), now);
      const page = pages.get(course.id);
      const isMoved = page?.refile(replacements.of(page.categoryId));
      if (page?.visible === true && isMoved === true) {
        const filed = { courseId: course.id, categoryId: page.categoryId };
        this.outbox.publish(em, courseRefiled, course, filed);
      }
    }
    await this.catalog.forgetPages(em);
  }
}
