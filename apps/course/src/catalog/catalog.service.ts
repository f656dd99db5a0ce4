import { Injectable } from '@nestjs/common';
import { toPage } from '@course-plateform/common/http';
import { type Page, isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { categoryGetSubtree } from '@course-plateform/types/category';
import { CourseServiceSettings } from '../env';
import { toPictureSizes } from '../media/media-picture';
import { priceAt } from '../price/price-schedule';
import { CatalogCache } from './catalog-cache';
import { type CatalogFilter, PRICE_ORDERS } from './catalog-filter';
import { CatalogNames } from './catalog-names.service';
import { CatalogSort } from './catalog-filter.dto';
import type { CatalogQuery, CourseCard, CoursePageResponse } from './catalog.dto';
import { RelevanceWithoutText } from './catalog.errors';
import type { CatalogCardRow, CatalogRow } from './catalog-rows';
import { CatalogSearchRepository } from './catalog-search.repository';

/** How wide covers in lists are at most, in pixels: enough for cards on dense screens. */
const CARD_WIDTH = 640;

/** The list of published courses. */
@Injectable()
export class CatalogService {
  constructor(
    private readonly catalog: CatalogSearchRepository,
    private readonly names: CatalogNames,
    private readonly rpc: RpcClient,
    private readonly limits: CourseServiceSettings,
    private readonly pages: CatalogCache,
  ) {}

  /** A page of cards, kept briefly. @throws RelevanceWithoutText, CatalogSearchTimeout */
  list(query: CatalogQuery): Promise<CoursePageResponse> {
    return this.pages.wrap(`list:${JSON.stringify(query)}`, async (now) => {
      const page = await this.catalog.cards(await this.filterOf(query), { ...query, now });
      const [instructors, categories] = await Promise.all([
        this.names.instructors(page.items.map(({ instructorId }) => instructorId)),
        this.names.categories(page.items.map(({ categoryId }) => categoryId)),
      ]);
      const shown = toPage(page, query, (row) => ({
        ...toCard(row, now, this.limits.publicUrl),
        instructor: instructors.get(row.instructorId) ?? null,
        category: categories.get(row.categoryId) ?? null,
      }));
      return { shown, pricesUntil: page.pricesUntil };
    });
  }

  /** The same page with descriptions and without names, for callers who fetch those themselves. @throws as `list` */
  async rows(query: CatalogQuery, now: Date): Promise<Page<CatalogRow>> {
    return this.catalog.page(await this.filterOf(query), { ...query, now });
  }

  private async filterOf({ page: _, limit: __, ...query }: CatalogQuery): Promise<CatalogFilter> {
    const { q, categoryId, currency, sort, ...rest } = query;
    const order = sort ?? (q === undefined ? CatalogSort.newest : CatalogSort.relevance);
    if (order === CatalogSort.relevance && q === undefined) throw new RelevanceWithoutText();
    const categoryIds = categoryId === undefined ? undefined : await this.subtree(categoryId);
    const comparesPrices =
      PRICE_ORDERS.includes(order) || rest.minPrice !== undefined || rest.maxPrice !== undefined;
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
    const { categoryIds } = await this.rpc.request(categoryGetSubtree, { categoryId });
    return categoryIds;
  }
}

/** What a card shows at a time, but for the names other services keep. */
export function toCard(
  row: CatalogCardRow,
  now: Date,
  publicUrl: string,
): Omit<CourseCard, 'instructor' | 'category'> {
  const { price, saleEndsAt } = priceAt(row, now);
  return {
    id: row._id,
    slug: row.slug,
    title: row.title,
    subtitle: row.subtitle,
    level: row.level,
    language: row.language,
    price,
    listPrice: row.listPrice,
    saleEndsAt: saleEndsAt?.toISOString() ?? null,
    rating: { average: row.ratingAverage, count: row.ratingCount },
    cover: toPictureSizes(row.cover, publicUrl, CARD_WIDTH),
    learners: row.learners,
    lessonCount: row.lessonCount,
    durationSeconds: row.durationSeconds,
    publishedAt: row.publishedAt.toISOString(),
  };
}
