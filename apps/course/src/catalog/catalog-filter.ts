import type { CourseLevel } from '../course/course.entity';
import { CatalogSort, DurationBand } from './catalog-filter.dto';
import type { CourseFeature } from './course-feature';

/** What a list of the catalog may be narrowed by. */
export interface CatalogFilter {
  readonly q?: string;
  readonly ids?: readonly string[];
  readonly categoryIds?: readonly string[];
  readonly level?: readonly CourseLevel[];
  readonly language?: readonly string[];
  readonly instructorId?: string;
  /** ISO 4217; there whenever prices are compared. */
  readonly currency?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly free?: boolean;
  readonly minRating?: number;
  readonly duration?: readonly DurationBand[];
  readonly features?: readonly CourseFeature[];
  readonly sort: CatalogSort;
}

/** The orders that compare prices. */
export const PRICE_ORDERS: readonly CatalogSort[] = [CatalogSort.price, CatalogSort.dearest];

type Order = Readonly<Record<string, 1 | -1>>;

const ORDERS: Readonly<Record<CatalogSort, Order>> = {
  // Words are not searched here, and nothing is more relevant without them.
  [CatalogSort.relevance]: { publishedAt: -1, _id: -1 },
  [CatalogSort.newest]: { publishedAt: -1, _id: -1 },
  [CatalogSort.oldest]: { publishedAt: 1, _id: 1 },
  [CatalogSort.rating]: { ratingAverage: -1, _id: -1 },
  [CatalogSort.lowestRated]: { ratingAverage: 1, _id: 1 },
  [CatalogSort.popular]: { learners: -1, _id: -1 },
  [CatalogSort.leastPopular]: { learners: 1, _id: 1 },
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
  const { ids, categoryIds, level, language, instructorId, currency, minRating } = filter;
  const price = {
    ...(filter.minPrice === undefined ? {} : { $gte: filter.minPrice }),
    ...(filter.maxPrice === undefined ? {} : { $lte: filter.maxPrice }),
    ...(filter.free === undefined ? {} : filter.free ? { $eq: 0 } : { $gt: 0 }),
  };
  return {
    visible: true,
    ...(ids === undefined ? {} : { _id: { $in: ids } }),
    ...(categoryIds === undefined ? {} : { categoryId: { $in: categoryIds } }),
    ...(level === undefined ? {} : { level: { $in: [...level] } }),
    ...(language === undefined ? {} : { language: { $in: [...language] } }),
    ...(instructorId === undefined ? {} : { instructorId }),
    ...(currency === undefined ? {} : { currency }),
    ...(minRating === undefined ? {} : { ratingAverage: { $gte: minRating } }),
    ...(filter.duration === undefined ? {} : { $or: filter.duration.map(lengthOf) }),
    ...(filter.features === undefined ? {} : { features: { $all: [...filter.features] } }),
    ...(Object.keys(price).length === 0 ? {} : { priceMinor: price }),
  };
}

/** The bounds of each band, in seconds: from the first, below the second. */
const BANDS: Readonly<Record<DurationBand, readonly [number, number]>> = {
  [DurationBand.underOneHour]: [0, 3600],
  [DurationBand.oneToThreeHours]: [3600, 10_800],
  [DurationBand.threeToTenHours]: [10_800, 36_000],
  [DurationBand.overTenHours]: [36_000, Number.MAX_SAFE_INTEGER],
};

function lengthOf(band: DurationBand): object {
  const [from, below] = BANDS[band];
  return { durationSeconds: { $gte: from, $lt: below } };
}
