import type { FacetName } from './course-search';
import { DURATION_BAND, priceAt } from './search-filter';

/** The values that a course has of each facet, as a subquery. Bands of prices are in minor units of their currency. */
export const FACET_VALUES: Readonly<Record<FacetName, (now: string) => string>> = {
  category: () => '(select category_id)',
  level: () => '(select level)',
  language: () => '(select language)',
  price: (
    now,
  ) => `(select case when ${priceAt(now)} = 0 then 'free' when ${priceAt(now)} < 2000 then 'under_2000'
    when ${priceAt(now)} < 5000 then '2000_to_5000' when ${priceAt(now)} < 10000 then '5000_to_10000'
    else 'over_10000' end)`,
  duration: () => `(select ${DURATION_BAND})`,
  rating: () =>
    "(select band from unnest(array['4.5', '4', '3.5', '3']) as bands (band) where rating_average >= band::real)",
  features: () => '(select unnest(features))',
};
