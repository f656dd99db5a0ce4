import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { isId, slugForms } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import { CourseCount } from '../course-count/course-count.entity';
import { Category } from './category.entity';
import { CategoryTree } from './category-tree';

/** Held by whoever changes the shape of the tree, so that two moves cannot make a cycle together. */
const TREE_LOCK = 7_261_102_041;

/** The named questions about stored categories. */
@Injectable()
export class CategoryRepository {
  constructor(private readonly em: EntityManager) {}

  /** All categories by name. */
  all(): Promise<Category[]> {
    return this.em.find(Category, {}, { orderBy: { name: 'asc', id: 'asc' } });
  }

  many(ids: readonly string[]): Promise<Category[]> {
    return this.em.find(Category, { id: { $in: [...ids] } });
  }

  /** How many published courses are filed under each category itself. */
  async courseCounts(): Promise<ReadonlyMap<string, number>> {
    const counts = await this.em.find(CourseCount, {});
    return new Map(counts.map(({ categoryId, courses }) => [categoryId, courses]));
  }

  /** By id, or by slug; where siblings of different parents share a slug, the oldest. */
  find(idOrSlug: string): Promise<Category | null> {
    const where = isId(idOrSlug) ? { id: idOrSlug } : { slug: { $in: slugForms(idOrSlug) } };
    return this.em.findOne(Category, where, { orderBy: { id: 'asc' } });
  }

  /** By a slug that it does not have any more. */
  findByFormerSlug(slug: string): Promise<Category | null> {
    return this.em.findOne(
      Category,
      { formerSlugs: { $overlap: slugForms(slug) } },
      { orderBy: { id: 'asc' } },
    );
  }

  /** The shape of the tree, which nobody else changes until the transaction ends. */
  async lockedTree(): Promise<CategoryTree> {
    await sqlOf(this.em).execute('select pg_advisory_xact_lock(?)', [TREE_LOCK], 'run');
    return new CategoryTree(await this.all());
  }
}
