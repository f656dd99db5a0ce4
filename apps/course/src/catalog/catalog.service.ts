import { Injectable } from '@nestjs/common';
import { toPage } from '@course-plateform/common/http';
import type { Page } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { toPictureSizes } from '../media/media-picture';
import { priceAt } from '../price/price-schedule';
import { CatalogCache } from './catalog-cache';
import { type CatalogFilter, PRICE_ORDERS } from '../catalog-filter/catalog-filter';
import { CatalogNames } from './catalog-names.service';
import { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import type {
  CatalogFacets,
  CatalogQuery,
  CourseCard,
  CourseHighlight,
  CoursePageResponse,
  CourseSuggestions,
  SuggestionsQuery,
} from './catalog.dto';
import { RelevanceWithoutText } from './catalog.errors';
import type { CatalogCardRow, CatalogRow } from './catalog-rows';
import {
  type CatalogRequest,
  CatalogSearchRepository,
  type PricedPage,
} from './catalog-search.repository';
import { CatalogTextSearch, highlightOf } from './catalog-text-search.service';

/** A page of cards, and where the words of a search are in them. */
interface CardPage extends PricedPage<CatalogCardRow> {
  readonly correction: string | null;
  readonly highlightOf: (row: CatalogCardRow) => CourseHighlight | null;
}

/** A page of rows, and what else there is to show of it. */
interface FoundRows extends Page<CatalogRow> {
  readonly correction: string | null;
  readonly facets: CatalogFacets | null;
}

/** How wide covers in lists are at most, in pixels: enough for cards on dense screens. */
const CARD_WIDTH = 640;

/** The list of published courses. */
@Injectable()
export class CatalogService {
  constructor(
    private readonly catalog: CatalogSearchRepository,
    private readonly words: CatalogTextSearch,
    private readonly names: CatalogNames,
    private readonly limits: CourseServiceSettings,
    private readonly pages: CatalogCache,
  ) {}

  /** A page of cards, kept briefly. @throws RelevanceWithoutText, CatalogSearchTimeout, SearchUnavailable */
  list(query: CatalogQuery): Promise<CoursePageResponse> {
    return this.pages.wrap(`list:${JSON.stringify(query)}`, async (now) => {
      const { page, facets } = await this.read(await this.filterOf(query), query, now);
      const [instructors, categories] = await Promise.all([
        this.names.instructors(page.items.map(({ instructorId }) => instructorId)),
        this.names.categories(page.items.map(({ categoryId }) => categoryId)),
      ]);
      const shown = toPage(page, query, (row) => ({
        ...toCard(row, now, this.limits.publicUrl),
        instructor: instructors.get(row.instructorId) ?? null,
        category: categories.get(row.categoryId) ?? null,
        highlight: page.highlightOf(row),
      }));
      const { correction, pricesUntil } = page;
      return { shown: { ...shown, correction, facets }, pricesUntil };
    });
  }

  /** The same page with descriptions and without names, for callers who fetch those themselves. @throws as `list` */
  async rows(query: CatalogQuery, now: Date): Promise<FoundRows> {
    const filter = await this.filterOf(query);
    const request = { ...query, now };
    const [page, facets] = await Promise.all([
      filter.q === undefined
        ? this.catalog.page(filter, request).then((found) => ({ ...found, correction: null }))
        : this.words.page(filter, request),
      this.facets(filter, query, now),
    ]);
    return { ...page, facets };
  }

  /** What could be chosen for words that are being typed. @throws SearchUnavailable, CatalogSearchTimeout */
  suggestions({ q }: SuggestionsQuery): Promise<CourseSuggestions> {
    return this.pages.wrap(`suggestions:${q}`, async () => ({
      shown: { suggestions: await this.words.suggestions(q) },
      pricesUntil: null,
    }));
  }

  private async read(filter: CatalogFilter, query: CatalogQuery, now: Date) {
    const [page, facets] = await Promise.all([
      filter.q === undefined
        ? this.listed(filter, { ...query, now })
        : this.found(filter, { ...query, now }),
      this.facets(filter, query, now),
    ]);
    return { page, facets };
  }

  private async listed(filter: CatalogFilter, request: CatalogRequest): Promise<CardPage> {
    const page = await this.catalog.cards(filter, request);
    return { ...page, correction: null, highlightOf: () => null };
  }

  private async found(filter: CatalogFilter, request: CatalogRequest): Promise<CardPage> {
    const { items, matched, ...page } = await this.words.page(filter, request);
    const known = new Map(items.map((row) => [row._id, highlightOf(row, matched)]));
    return { ...page, items, highlightOf: ({ _id }) => known.get(_id) ?? null };
  }

  /** Counted in the search database for lists without words too. */
  private async facets(
    filter: CatalogFilter,
    query: CatalogQuery,
    now: Date,
  ): Promise<CatalogFacets | null> {
    if (query.facets !== true) return null;
    const { facets, isExact } = await this.words.facets(filter, now);
    const copies = Object.entries(facets).map(([name, values]) => [name, [...values]]);
    return { ...(Object.fromEntries(copies) as Omit<CatalogFacets, 'isExact'>), isExact };
  }

  private async filterOf({ page: _, limit: __, ...query }: CatalogQuery): Promise<CatalogFilter> {
    const { q, categoryId, currency, sort, facets: ___, ...rest } = query;
    const order = sort ?? (q === undefined ? CatalogSort.newest : CatalogSort.relevance);
    if (order === CatalogSort.relevance && q === undefined) throw new RelevanceWithoutText();
    const categoryIds =
      categoryId === undefined ? undefined : await this.names.subtrees(categoryId);
    const needsCurrency = PRICE_ORDERS.includes(order) || hasPriceBound(rest);
    const within = currency ?? (needsCurrency ? this.limits.courseCurrency : undefined);
    return {
      ...rest,
      ...(within === undefined ? {} : { currency: within }),
      ...(q === undefined ? {} : { q }),
      ...(categoryIds === undefined ? {} : { categoryIds }),
      sort: order,
    };
  }
}

function hasPriceBound({ minPrice, maxPrice }: Partial<CatalogQuery>): boolean {
  return minPrice !== undefined || maxPrice !== undefined;
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
