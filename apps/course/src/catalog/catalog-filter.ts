import type { CourseLevel } from '../course/course.entity';
import { CatalogSort } from './catalog-filter.dto';
import { textSearchOf } from './catalog-words';

/** What a list of the catalog may be narrowed by. */
export interface CatalogFilter {
  readonly q?: string;
  readonly ids?: readonly string[];
  readonly categoryIds?: readonly string[];
  readonly level?: CourseLevel;
  readonly language?: string;
  readonly instructorId?: string;
  /** ISO 4217; there whenever prices are compared. */
  readonly currency?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly free?: boolean;
  readonly minRating?: number;
  readonly sort: CatalogSort;
}

/** The orders that compare prices. */
export const PRICE_ORDERS: readonly CatalogSort[] = [CatalogSort.price, CatalogSort.dearest];

type Order = Readonly<Record<string, 1 | -1 | { $meta: 'textScore' }>>;

const ORDERS: Readonly<Record<CatalogSort, Order>> = {
  [CatalogSort.relevance]: { score: { $meta: 'textScore' }, _id: -1 },
  [CatalogSort.newest]: { publishedAt: -1, _id: -1 },
  [CatalogSort.rating]: { ratingAverage: -1, _id: -1 },
  [CatalogSort.popular]: { learners: -1, _id: -1 },
  [CatalogSort.price]: { priceMinor: 1, _id: 1 },
  [CatalogSort.dearest]: { priceMinor: -1, _id: -1 },
};

/** An order as MongoDB takes it, to the last course. */
export function orderOf(sort: CatalogSort): Order {
  return ORDERS[sort];
}

/** Whether a list is another one when a price changes. */
export function comparesPrices({ minPrice, maxPrice, free, sort }: CatalogFilter): boolean {
  const bounds = [minPrice, maxPrice, free];
  return PRICE_ORDERS.includes(sort) || bounds.some((bound) => bound !== undefined);
}

/** The condition of a list, as MongoDB takes it. */
export function whereOf(filter: CatalogFilter): Record<string, unknown> {
  const { q, ids, categoryIds, level, language, instructorId, currency, minRating } = filter;
  const price = {
    ...(filter.minPrice === undefined ? {} : { $gte: filter.minPrice }),
    ...(filter.maxPrice === undefined ? {} : { $lte: filter.maxPrice }),
    ...(filter.free === undefined ? {} : filter.free ? { $eq: 0 } : { $gt: 0 }),
  };
  return {
    visible: true,
    ...(q === undefined ? {} : { $text: { $search: textSearchOf(q) } }),
    ...(ids === undefined ? {} : { _id: { $in: ids } }),
    ...(categoryIds === undefined ? {} : { categoryId: { $in: categoryIds } }),
    ...(level === undefined ? {} : { level }),
    ...(language === undefined ? {} : { language }),
    ...(instructorId === undefined ? {} : { instructorId }),
    ...(currency === undefined ? {} : { currency }),
    ...(minRating === undefined ? {} : { ratingAverage: { $gte: minRating } }),
    ...(Object.keys(price).length === 0 ? {} : { priceMinor: price }),
  };
}
