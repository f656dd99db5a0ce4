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
  const { ids, categoryIds, level, language, instructorId, currency } = filter;
  return {
    visible: true,
    ...within('_id', ids),
    ...within('categoryId', categoryIds),
    ...within('level', level),
    ...within('language', language),
    ...(instructorId === undefined ? {} : { instructorIds: instructorId }),
    ...(currency === undefined ? {} : { currency }),
    ...ofContent(filter),
    ...ofPrice(filter),
  };
}

function within(field: string, values: readonly string[] | undefined): Record<string, unknown> {
  return values === undefined ? {} : { [field]: { $in: [...values] } };
}

function ofContent({ minRating, duration, features }: CatalogFilter): Record<string, unknown> {
  return {
    ...(minRating === undefined ? {} : { ratingAverage: { $gte: minRating } }),
    ...(duration === undefined ? {} : { $or: duration.map(lengthOf) }),
    ...(features === undefined ? {} : { features: { $all: [...features] } }),
  };
}

function ofPrice({ minPrice, maxPrice, free }: CatalogFilter): Record<string, unknown> {
  const price = {
    ...(minPrice === undefined ? {} : { $gte: minPrice }),
    ...(maxPrice === undefined ? {} : { $lte: maxPrice }),
    ...(free === undefined ? {} : free ? { $eq: 0 } : { $gt: 0 }),
  };
  return Object.keys(price).length === 0 ? {} : { priceMinor: price };
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
