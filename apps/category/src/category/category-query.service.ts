import { Injectable } from '@nestjs/common';
import type { CategorySummary } from '@course-plateform/types/category';
import { CategoryListCache } from '../category-list/category-list.cache';
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

/** Reads the category tree. */
@Injectable()
export class CategoryQueryService {
  constructor(
    private readonly categories: CategoryRepository,
    private readonly lists: CategoryListCache,
  ) {}

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
    return this.lists.wrap(async () => {
      const all = (await this.categories.all()).map(toCategoryResponse);
      const courses = await this.categories.courseCounts();
      const tree = new CategoryTree(all);
      return all.map((category) => toNode(category, tree, courses));
    });
  }
}
