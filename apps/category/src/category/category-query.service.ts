import { Injectable } from '@nestjs/common';
import { showLanguages } from '@course-plateform/common/http';
import { type Locale, currentLocale } from '@course-plateform/common/i18n';
import { isId } from '@course-plateform/common/kernel';
import type {
  CategorySummaries,
  CategorySummary,
  CountedCategory,
} from '@course-plateform/types/category';
import { CategoryListCache } from '../category-list/category-list.cache';
import { CategoryReplacementService } from '../category-replacement/category-replacement.service';
import {
  type CategoryListResponse,
  type CategoryNode,
  type CategoryResponse,
  toCategoryResponse,
  toCategorySummary,
  toNode,
  toNodes,
} from './category.dto';
import type { Category } from './category.entity';
import { CategoryMoved, CategoryNotFound } from './category.errors';
import { CategoryRepository } from './category.repository';
import { CategoryTree } from './category-tree';

/** What is kept of the whole tree in one language. */
interface Listed {
  readonly items: readonly CategoryNode[];
  /** The deleted categories that another one replaces, and which one. */
  readonly replacedBy: readonly (readonly [string, string])[];
}

/** Reads the category tree in the language of the request. */
@Injectable()
export class CategoryQueryService {
  constructor(
    private readonly categories: CategoryRepository,
    private readonly replacements: CategoryReplacementService,
    private readonly lists: CategoryListCache,
  ) {}

  /** Every category in the order of the tree, flat or nested. */
  async list(nested: boolean): Promise<CategoryListResponse> {
    const { items } = await this.all();
    showLanguages(items.map(({ language }) => language));
    if (!nested) return { items: [...items] };
    return { items: toNodes(new Map(items.map((one) => [one.id, one])), new CategoryTree(items)) };
  }

  /** @throws CategoryNotFound; CategoryMoved with its address for a slug that it had before, or a category it replaces */
  async get(idOrSlug: string): Promise<CategoryResponse> {
    const category = await this.categories.find(idOrSlug);
    if (category) {
      const response = toCategoryResponse(category, currentLocale());
      showLanguages([response.language]);
      return response;
    }
    const moved = await this.successorOf(idOrSlug);
    if (!moved) throw new CategoryNotFound();
    throw new CategoryMoved({
      location: `/api/v1/categories/${encodeURIComponent(moved.slug)}`,
      params: { slug: moved.slug },
    });
  }

  /** The categories with these ids, as far as they exist, and those that replace one of them. */
  async summaries(ids: readonly string[]): Promise<CategorySummaries> {
    const locale = currentLocale();
    const present = await this.categories.many(ids);
    const known = new Set(present.map(({ id }) => id));
    const absent = ids.filter((id) => !known.has(id));
    if (absent.length === 0) return { categories: toSummaries(present, locale) };
    const replaced = await this.replacements.many(absent);
    const successors = replaced.map(({ replacedBy }) => replacedBy).filter((id) => !known.has(id));
    const others = successors.length === 0 ? [] : await this.categories.many(successors);
    return {
      categories: toSummaries([...present, ...others], locale),
      replacements: replaced.map(({ id, replacedBy }) => ({ categoryId: id, replacedBy })),
    };
  }

  /** Every category with its counts, as other services show it. */
  async counted(): Promise<CountedCategory[]> {
    const { items } = await this.all();
    return items.map(({ id, name, slug, parentId, courseCount, ownCourseCount }) => {
      return { id, name, slug, parentId, courseCount, ownCourseCount };
    });
  }

  /** A category and all below it, with the deleted ones that one of them replaces: courses may still be in those. */
  async subtree(id: string): Promise<string[]> {
    const { items, replacedBy } = await this.all();
    const root = new Map(replacedBy).get(id) ?? id;
    const present = new CategoryTree(items).subtree(root);
    const deleted = replacedBy.filter(([, successor]) => present.includes(successor));
    return [...present, ...deleted.map(([category]) => category)];
  }

  private async successorOf(idOrSlug: string): Promise<Category | null> {
    if (!isId(idOrSlug)) return this.categories.findByFormerSlug(idOrSlug);
    const [replacement] = await this.replacements.many([idOrSlug]);
    return replacement ? this.categories.find(replacement.replacedBy) : null;
  }

  private all(): Promise<Listed> {
    const locale = currentLocale();
    return this.lists.wrap(locale, async () => {
      const all = await this.categories.all();
      const replacements = await this.replacements.all();
      const replacedBy = replacements.map((one) => [one.id, one.replacedBy] as const);
      const courses = inSuccessors(await this.categories.courseCounts(), replacedBy);
      const tree = new CategoryTree(all);
      const known = new Map(all.map((category) => [category.id, category]));
      const items = tree.all().flatMap((id) => {
        const category = known.get(id);
        return category ? [toNode(toCategoryResponse(category, locale), tree, courses)] : [];
      });
      return { items, replacedBy };
    });
  }
}

function toSummaries(categories: readonly Category[], locale: Locale): CategorySummary[] {
  return categories.map((one) => toCategorySummary(one, locale));
}

/** The counts with those courses where they belong that are still on their way out of a deleted category. */
function inSuccessors(
  counts: ReadonlyMap<string, number>,
  replacedBy: Listed['replacedBy'],
): ReadonlyMap<string, number> {
  const all = new Map(counts);
  for (const [category, successor] of replacedBy) {
    all.set(successor, (all.get(successor) ?? 0) + (counts.get(category) ?? 0));
  }
  return all;
}
