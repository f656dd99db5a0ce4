import { Injectable } from '@nestjs/common';
import { showLanguages } from '@course-plateform/common/http';
import { currentLocale } from '@course-plateform/common/i18n';
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

/** Reads the category tree in the language of the request. */
@Injectable()
export class CategoryQueryService {
  constructor(
    private readonly categories: CategoryRepository,
    private readonly lists: CategoryListCache,
  ) {}

  /** Every category in the order of the tree, flat or nested. */
  async list(nested: boolean): Promise<CategoryListResponse> {
    const all = await this.all();
    showLanguages(all.map(({ language }) => language));
    if (!nested) return { items: all };
    return { items: toNodes(new Map(all.map((one) => [one.id, one])), new CategoryTree(all)) };
  }

  /** @throws CategoryNotFound; CategoryMoved with its address for a slug that it had before */
  async get(idOrSlug: string): Promise<CategoryResponse> {
    const category = await this.categories.find(idOrSlug);
    if (category) {
      const response = toCategoryResponse(category, currentLocale());
      showLanguages([response.language]);
      return response;
    }
    const moved = await this.categories.findByFormerSlug(idOrSlug);
    if (!moved) throw new CategoryNotFound();
    throw new CategoryMoved({
      location: `/api/v1/categories/${encodeURIComponent(moved.slug)}`,
      params: { slug: moved.slug },
    });
  }

  /** The categories with these ids, as far as they exist. */
  async summaries(ids: readonly string[]): Promise<CategorySummary[]> {
    const locale = currentLocale();
    return (await this.categories.many(ids)).map((one) => toCategorySummary(one, locale));
  }

  /** A category and all below it. */
  async subtree(id: string): Promise<string[]> {
    return new CategoryTree(await this.all()).subtree(id);
  }

  private all(): Promise<CategoryNode[]> {
    const locale = currentLocale();
    return this.lists.wrap(locale, async () => {
      const all = await this.categories.all();
      const courses = await this.categories.courseCounts();
      const tree = new CategoryTree(all);
      const known = new Map(all.map((category) => [category.id, category]));
      return tree.all().flatMap((id) => {
        const category = known.get(id);
        return category ? [toNode(toCategoryResponse(category, locale), tree, courses)] : [];
      });
    });
  }
}
