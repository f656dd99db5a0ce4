import { type FacetName, FACETS, type FacetValue } from './course-search';
import { DURATION_BAND, priceAt } from './search-filter';

const FACET_VALUES_MAX = 50;
/** The ratings that courses are narrowed to, highest first: those above one of them are above all below it. */
const RATINGS = ['4.5', '4', '3.5', '3'];

/** The one value that a course has of each facet, in SQL. Bands of prices are in minor units of their currency. */
function valuesOf(now: string): Readonly<Record<FacetName, string>> {
  const price = priceAt(now);
  const ratings = RATINGS.map((band) => `when rating_average >= ${band}::real then '${band}'`);
  return {
    category: 'category_id',
    level: 'level',
    language: 'language',
    price: `case when ${price} = 0 then 'free' when ${price} < 2000 then 'under_2000'
      when ${price} < 5000 then '2000_to_5000' when ${price} < 10000 then '5000_to_10000' else 'over_10000' end`,
    duration: DURATION_BAND,
    rating: `case ${ratings.join(' ')} else '' end`,
    features: "array_to_string(features, ' ')",
  };
}

/** How many courses have a value of a facet; those that fit the conditions of each other facet. */
export interface FacetRow {
  readonly facet: FacetName | null;
  readonly value: string | null;
  readonly count: string;
  readonly all: string;
}

/**
 * Counts the values of all facets in one pass.
 * @param documents a query of the documents that are counted
 * @param narrowed the conditions behind facets: no facet is narrowed by its own
 */
export function facetCounts(
  documents: string,
  narrowed: Partial<Record<FacetName, string>>,
  now: string,
): string {
  const values = valuesOf(now);
  const columns = FACETS.flatMap((name) => [
    `${values[name]} as of_${name}`,
    ...(name in narrowed ? [`${narrowed[name] ?? 'true'} as fits_${name}`] : []),
  ]);
  const which = (of: (name: FacetName) => string): string =>
    `case ${FACETS.map((name) => `when grouping(of_${name}) = 0 then ${of(name)}`).join(' ')} end`;
  const count = (name: FacetName): string => {
    const others = FACETS.filter((other) => other !== name && other in narrowed);
    const fits = others.map((other) => `fits_${other}`).join(' and ');
    return fits === '' ? 'count(*)' : `count(*) filter (where ${fits})`;
  };
  return `select ${which((name) => `'${name}'`)} as facet, ${which((name) => `of_${name}`)} as value,
      ${which(count)} as count, count(*) as all
    from (select ${columns.join(', ')} from (${documents}) as document) as counted
    group by grouping sets (${FACETS.map((name) => `(of_${name})`).join(', ')}, ())`;
}

/** The values of each facet from the rows of `facetCounts`, most first. */
export function facetsOf(rows: readonly FacetRow[]): Record<FacetName, FacetValue[]> {
  const facets = FACETS.map((name) => {
    const counts = rows
      .filter(({ facet }) => facet === name)
      .map(({ value, count }): FacetValue => ({ value: value ?? '', count: Number(count) }));
    return [name, ordered(several(name, counts))] as const;
  });
  return Object.fromEntries(facets) as Record<FacetName, FacetValue[]>;
}

/** A course has several features at once, and is above several ratings. */
function several(name: FacetName, counts: readonly FacetValue[]): readonly FacetValue[] {
  if (name === 'features') return summed(counts, (value) => value.split(' '));
  if (name === 'rating') return summed(counts, (value) => RATINGS.slice(RATINGS.indexOf(value)));
  return counts;
}

function summed(
  counts: readonly FacetValue[],
  partsOf: (value: string) => readonly string[],
): FacetValue[] {
  const sums = new Map<string, number>();
  for (const { value, count } of counts.filter((one) => one.value !== '')) {
    for (const part of partsOf(value)) sums.set(part, (sums.get(part) ?? 0) + count);
  }
  return [...sums].map(([value, count]) => ({ value, count }));
}

function ordered(counts: readonly FacetValue[]): FacetValue[] {
  const found = counts.filter(({ count }) => count > 0);
  // By their code units, as everywhere where no reader's language is known.
  const byValue = (a: string, b: string): number => (a < b ? -1 : 1);
  found.sort((a, b) => b.count - a.count || byValue(a.value, b.value));
  return found.slice(0, FACET_VALUES_MAX);
}
