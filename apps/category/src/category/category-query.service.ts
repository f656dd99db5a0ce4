import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import type { CategorySummary } from '@course-plateform/types/category';
import { MINUTE_MS } from '@course-plateform/common/kernel';
import { CATEGORY_LIST_CACHE } from '../category-list/category-list.cache';
import {
  type CategoryListResponse,
  type CategoryNode,
  type CategoryResponse,
  toCategoryResponse,
  toCategorySummary,
  toNode,
  toNodes,
} from './category.dto';
import { CategoryMoved, CategoryNotFound } from './category.errors';
import { CategoryRepository } from './category.repository';
import { CategoryTree } from './category-tree';

/** How long the list may be out of date when a change could not clear the cache, in milliseconds. */
const KEPT_MS = MINUTE_MS;

/** Reads the category tree. */
@Injectable()
export class CategoryQueryService {
  private readonly cached: CacheRegion;

  constructor(
    private readonly categories: CategoryRepository,
    cache: Cache,
  ) {
    this.cached = cache.region(CATEGORY_LIST_CACHE);
  }

  /** Every category by name, flat or nested. */
  async list(nested: boolean): Promise<CategoryListResponse> {
    const all = await this.all();
    if (!nested) return { items: all };
    return { items: toNodes(new Map(all.map((one) => [one.id, one])), new CategoryTree(all)) };
  }

  /** @throws CategoryNotFound; CategoryMoved with its address for a slug that it had before */
  async get(idOrSlug: string): Promise<CategoryResponse> {
    const category = await this.categories.find(idOrSlug);
    if (category) return toCategoryResponse(category);
    const moved = await this.categories.findByFormerSlug(idOrSlug);
    if (!moved) throw new CategoryNotFound();
    throw new CategoryMoved({
      location: `/api/v1/categories/${encodeURIComponent(moved.slug)}`,
      params: { slug: moved.slug },
    });
  }

  /** The categories with these ids, as far as they exist. */
  async summaries(ids: readonly string[]): Promise<CategorySummary[]> {
    return (await this.categories.many(ids)).map(toCategorySummary);
  }

  /** A category and all below it. */
  async subtree(id: string): Promise<string[]> {
    return new CategoryTree(await this.all()).subtree(id);
  }

  private all(): Promise<CategoryNode[]> {
    return this.cached.wrap('all', KEPT_MS, async () => {
      const all = (await this.categories.all()).map(toCategoryResponse);
      const courses = await this.categories.courseCounts();
      const tree = new CategoryTree(all);
      return all.map((category) => toNode(category, tree, courses));
    });
  }
}
