import { DAY_MS } from '@course-plateform/common/kernel';
import type { CatalogFilter } from '../catalog-filter/catalog-filter';
import { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import type { SearchDocument } from './course-search';
import { durationBandOf } from './search-filter';
import { qualityOf } from './search-quality';

// What courses are narrowed and ordered by is in the index of words too, so that PostgreSQL reads only courses that
// have all of it. No word of a text begins with a colon.

/** What an order is by: documents that are near each other in it have the same band, and a later one a higher band. */
type Measure = 'quality' | 'week' | 'rating' | 'learners' | 'price';

const WEEK_MS = 7 * DAY_MS;
/** So many bands for each doubling of a number of learners, or of a price. */
const BANDS_OF_DOUBLING = 16;

const BAND_OF: Readonly<Record<Measure, (document: SearchDocument) => number>> = {
  quality: (document) => qualityOf(document) * 1_000,
  week: ({ publishedAt }) => publishedAt.getTime() / WEEK_MS,
  rating: ({ ratingAverage }) => ratingAverage * 10,
  learners: ({ learners }) => Math.log2(1 + Math.max(0, learners)) * BANDS_OF_DOUBLING,
  price: ({ priceMinor }) => Math.log2(1 + priceMinor) * BANDS_OF_DOUBLING,
};

/** Where an order begins. */
interface Beginning {
  readonly measure: Measure;
  readonly end: 'highest' | 'lowest';
}

export const BEGINNINGS: Readonly<Record<CatalogSort, Beginning>> = {
  [CatalogSort.relevance]: { measure: 'quality', end: 'highest' },
  [CatalogSort.newest]: { measure: 'week', end: 'highest' },
  [CatalogSort.oldest]: { measure: 'week', end: 'lowest' },
  [CatalogSort.rating]: { measure: 'rating', end: 'highest' },
  [CatalogSort.lowestRated]: { measure: 'rating', end: 'lowest' },
  [CatalogSort.popular]: { measure: 'learners', end: 'highest' },
  [CatalogSort.leastPopular]: { measure: 'learners', end: 'lowest' },
  [CatalogSort.price]: { measure: 'price', end: 'lowest' },
  [CatalogSort.dearest]: { measure: 'price', end: 'highest' },
};

/** What all tokens of the bands of a measure begin with. */
export function bandsOf(measure: Measure): string {
  return `:${measure}:`;
}

/** The number of a band by its token. */
export function bandOf(token: string): number {
  return Number(token.slice(token.lastIndexOf(':') + 1));
}

/** Everything a document is narrowed and ordered by. */
export function tokensOf(document: SearchDocument): string[] {
  const { categoryId, level, language, currency, instructors, durationSeconds, features } =
    document;
  const bands = (Object.keys(BAND_OF) as Measure[]).map(
    (measure) => bandsOf(measure) + String(Math.floor(BAND_OF[measure](document))),
  );
  return [
    ...bands,
    `:category:${categoryId}`,
    `:level:${level}`,
    `:language:${language}`,
    `:currency:${currency}`,
    ...instructors.map(({ id }) => `:instructor:${id}`),
    `:duration:${durationBandOf(durationSeconds)}`,
    ...features.map((feature) => `:feature:${feature}`),
  ];
}

/** What a filter asks for that documents have tokens of: one of each list. */
export function fixedTokens({ instructorId, currency }: CatalogFilter): string[][] {
  return [...one('instructor', instructorId), ...one('currency', currency)];
}

/** The same for what facets take back. */
export function facetTokens(filter: CatalogFilter): string[][] {
  const { categoryIds, level, language, duration, features = [] } = filter;
  return [
    ...anyOf('category', categoryIds),
    ...anyOf('level', level),
    ...anyOf('language', language),
    ...anyOf('duration', duration),
    ...features.map((feature) => [`:feature:${feature}`]),
  ];
}

function one(kind: string, value: string | undefined): string[][] {
  return anyOf(kind, value === undefined ? undefined : [value]);
}

function anyOf(kind: string, values: readonly string[] | undefined): string[][] {
  return values === undefined ? [] : [values.map((value) => `:${kind}:${value}`)];
}
