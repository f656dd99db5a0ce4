import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { isId, slugForms } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import { CourseCount } from '../course-count/course-count.entity';
import { Category } from './category.entity';
import { CategoryTree } from './category-tree';
import { ChildrenOrder, orderIdOf } from './children-order.entity';

/** Held by whoever changes the shape of the tree, so that two moves cannot make a cycle together. */
const TREE_LOCK = 7_261_102_041;

/** The named questions about stored categories. */
@Injectable()
export class CategoryRepository {
  constructor(private readonly em: EntityManager) {}

  /** All categories, siblings in their order. */
  async all(): Promise<Category[]> {
    const orders = await this.em.find(ChildrenOrder, {});
    const ids = orders.flatMap(({ categoryIds }) => categoryIds);
    const places = new Map(ids.map((id, place) => [id, place]));
    const placeOf = ({ id }: Category): number => places.get(id) ?? ids.length;
    const categories = await this.em.find(Category, {}, { orderBy: { id: 'asc' } });
    return categories.sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** The order of the categories below one, or with null of the roots; null when there is no such category. */
  childrenOrder(parentId: string | null): Promise<ChildrenOrder | null> {
    return this.em.findOne(ChildrenOrder, { id: orderIdOf(parentId) });
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

  /** A slug is the address of whoever took it last: it leads to no category that had it before. */
  async releaseSlug({ id, slug }: Category): Promise<void> {
    await sqlOf(this.em).execute(
      `update "category" set "former_slugs" = array_remove("former_slugs", ?)
       where "former_slugs" @> array[?]::text[] and "id" <> ?`,
      [slug, slug, id],
      'run',
    );
  }

  /** No other transaction changes the shape of the tree, or an order in it, until this one ends. */
  async lockTree(): Promise<void> {
    await sqlOf(this.em).execute('select pg_advisory_xact_lock(?)', [TREE_LOCK], 'run');
  }

  /** The shape of the tree, locked. */
  async lockedTree(): Promise<CategoryTree> {
    await this.lockTree();
    return new CategoryTree(await this.em.find(Category, {}));
  }
}
