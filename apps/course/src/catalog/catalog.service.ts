import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { toPage } from '@course-plateform/common/http';
import { type Page, isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { categoryGetSubtree } from '@course-plateform/types/category';
import { CourseServiceSettings } from '../env';
import { CatalogNames } from './catalog-names.service';
import { CATALOG_CACHE } from './catalog-writer.service';
import { CatalogSort } from './catalog-filter.dto';
import type { CatalogQuery, CourseCard, CoursePage } from './catalog.dto';
import { RelevanceWithoutText } from './catalog.errors';
import {
  type CatalogCardRow,
  type CatalogFilter,
  CatalogRepository,
  type CatalogRow,
} from './catalog.repository';

/** The list of published courses. */
@Injectable()
export class CatalogService {
  private readonly pages: CacheRegion;

  constructor(
    private readonly catalog: CatalogRepository,
    private readonly names: CatalogNames,
    private readonly neighbours: RpcClient,
    private readonly limits: CourseServiceSettings,
    cache: Cache,
  ) {
    this.pages = cache.region(CATALOG_CACHE);
  }

  /** A page of cards, kept for a moment. @throws RelevanceWithoutText, CatalogSearchTimeout */
  list(query: CatalogQuery): Promise<CoursePage> {
    return this.pages.wrap(
      `list:${JSON.stringify(query)}`,
      this.limits.catalogCacheMs,
      async () => {
        const page = await this.catalog.cards(await this.filterOf(query), query);
        const [instructors, categories] = await Promise.all([
          this.names.instructors(page.items.map(({ instructorId }) => instructorId)),
          this.names.categories(page.items.map(({ categoryId }) => categoryId)),
        ]);
        return toPage(page, query, (row) => ({
          ...toCard(row),
          instructor: instructors.get(row.instructorId) ?? null,
          category: categories.get(row.categoryId) ?? null,
        }));
      },
    );
  }

  /** The same page with descriptions and without names, for callers who fetch those themselves. @throws as `list` */
  async rows(query: CatalogQuery): Promise<Page<CatalogRow>> {
    return this.catalog.page(await this.filterOf(query), query);
  }

  private async filterOf({ page: _, limit: __, ...query }: CatalogQuery): Promise<CatalogFilter> {
    const { q, categoryId, currency, sort, ...rest } = query;
    const order = sort ?? (q === undefined ? CatalogSort.newest : CatalogSort.relevance);
    if (order === CatalogSort.relevance && q === undefined) throw new RelevanceWithoutText();
    const categoryIds = categoryId === undefined ? undefined : await this.subtree(categoryId);
    const comparesPrices =
      order === CatalogSort.price || rest.minPrice !== undefined || rest.maxPrice !== undefined;
    const within = currency ?? (comparesPrices ? this.limits.courseCurrency : undefined);
    return {
      ...rest,
      ...(within === undefined ? {} : { currency: within }),
      ...(q === undefined ? {} : { q }),
      ...(categoryIds === undefined ? {} : { categoryIds }),
      sort: order,
    };
  }

  private async subtree(categoryId: string): Promise<readonly string[]> {
    if (!isId(categoryId)) return [];
    const { categoryIds } = await this.neighbours.ask(categoryGetSubtree, { categoryId });
    return categoryIds;
  }
}

/** What a card shows, but for the names other services keep. */
export function toCard(row: CatalogCardRow): Omit<CourseCard, 'instructor' | 'category'> {
  return {
    id: row._id,
    slug: row.slug,
    title: row.title,
    subtitle: row.subtitle,
    level: row.level,
    language: row.language,
    price: { amountMinor: row.priceMinor, currency: row.currency },
    listPrice: row.listPrice,
    rating: { average: row.ratingAverage, count: row.ratingCount },
    learners: row.learners,
    lessonCount: row.lessonCount,
    durationSeconds: row.durationSeconds,
    publishedAt: row.publishedAt.toISOString(),
  };
}
