import type { CatalogFilter } from '../catalog-filter/catalog-filter';
import { DurationBand } from '../catalog-filter/catalog-filter.dto';
import type { FacetName } from './course-search';

/** Collects the values of a statement. */
export class Values {
  readonly list: unknown[] = [];

  /** @returns the placeholder of a value */
  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}

/** What a course costs at the time that `now` is the placeholder of. */
export function priceAt(now: string): string {
  return `(case when price_changes_at <= ${now} then price_then_minor else price_minor end)`;
}

/** The conditions that no facet takes back, of those that documents have no tokens of. */
export function fixedConditions({ ids }: CatalogFilter, values: Values): string[] {
  return ids === undefined ? [] : [`id = any(${values.add(ids)}::uuid[])`];
}

/** The same of those that facets take back. */
export function rowConditions(filter: CatalogFilter, values: Values, now: string): string[] {
  return [...priceConditions(filter, values, now), ...ratingConditions(filter, values)];
}

/** The condition behind each facet: what a count of its values leaves out. */
export function facetConditions(
  filter: CatalogFilter,
  values: Values,
  now: string,
): Partial<Record<FacetName, string>> {
  const { categoryIds, level, language, duration, features } = filter;
  const rating = ratingConditions(filter, values);
  const price = priceConditions(filter, values, now);
  return {
    ...(categoryIds === undefined
      ? {}
      : { category: `category_id = any(${values.add(categoryIds)}::text[])` }),
    ...(level === undefined ? {} : { level: `level = any(${values.add(level)}::text[])` }),
    ...(language === undefined
      ? {}
      : { language: `language = any(${values.add(language)}::text[])` }),
    ...(price.length === 0 ? {} : { price: price.join(' and ') }),
    ...(rating.length === 0 ? {} : { rating: rating.join(' and ') }),
    ...(duration === undefined
      ? {}
      : { duration: `${DURATION_BAND} = any(${values.add(duration)}::text[])` }),
    ...(features === undefined ? {} : { features: `features @> ${values.add(features)}::text[]` }),
  };
}

/** The band of the length of a course. */
export function durationBandOf(seconds: number): DurationBand {
  if (seconds < 3600) return DurationBand.underOneHour;
  if (seconds < 10_800) return DurationBand.oneToThreeHours;
  return seconds < 36_000 ? DurationBand.threeToTenHours : DurationBand.overTenHours;
}

/** The same in SQL. */
export const DURATION_BAND = `(case when duration_seconds < 3600 then 'under_1h'
  when duration_seconds < 10800 then '1h_to_3h' when duration_seconds < 36000 then '3h_to_10h' else 'over_10h' end)`;

function priceConditions(filter: CatalogFilter, values: Values, now: string): string[] {
  const { minPrice, maxPrice, free } = filter;
  return [
    ...(minPrice === undefined ? [] : [`${priceAt(now)} >= ${values.add(minPrice)}`]),
    ...(maxPrice === undefined ? [] : [`${priceAt(now)} <= ${values.add(maxPrice)}`]),
    ...(free === undefined ? [] : [`${priceAt(now)} ${free ? '=' : '>'} 0`]),
  ];
}

function ratingConditions({ minRating }: CatalogFilter, values: Values): string[] {
  return minRating === undefined ? [] : [`rating_average >= ${values.add(minRating)}`];
}
