import { CatalogSort } from './catalog-filter.dto';

/** The field behind each order. Relevance is a matter of the text index. */
const ORDERED_BY = {
  [CatalogSort.newest]: 'publishedAt',
  [CatalogSort.rating]: 'ratingAverage',
  [CatalogSort.popular]: 'learners',
  [CatalogSort.price]: 'priceMinor',
} as const;

type Order = keyof typeof ORDERED_BY;

/** The filters that ask for one value, by what their indexes are called after; the one that usually leaves least first. */
const FILTERS = {
  instructorId: 'instructor',
  categoryId: 'category',
  language: 'language',
  level: 'level',
} as const;

type Filter = keyof typeof FILTERS;
const FILTER_FIELDS = Object.keys(FILTERS) as Filter[];

/** What an index without a filter holds behind its order, so that what does not fit is passed over without being read. */
const RANGES = ['currency', 'priceMinor', 'ratingAverage'] as const;

type Indexed = 'visible' | 'id' | Filter | (typeof RANGES)[number] | (typeof ORDERED_BY)[Order];

interface CatalogIndex {
  readonly name: string;
  readonly properties: readonly Indexed[];
}

/** An index for every order, and for every order behind every filter: a page is read without sorting what it leaves out. */
export const CATALOG_INDEXES: readonly CatalogIndex[] = (
  Object.keys(ORDERED_BY) as Order[]
).flatMap((order) => {
  const by = orderOf(order);
  const whole: CatalogIndex = {
    name: nameOf(order),
    properties: ['visible', ...by, 'id', ...RANGES.filter((range) => !by.includes(range))],
  };
  const filtered = FILTER_FIELDS.map((filter): CatalogIndex => {
    return { name: nameOf(order, filter), properties: ['visible', filter, ...by, 'id'] };
  });
  return [whole, ...filtered];
});

/** Prices are compared within one currency, so its name comes before them. */
function orderOf(order: Order): readonly Indexed[] {
  return order === CatalogSort.price ? ['currency', 'priceMinor'] : [ORDERED_BY[order]];
}

/** How the store is to read a list of the catalog. */
export interface CatalogPlan {
  /** The index in the order of the list. */
  readonly inOrder: string;
  /** The index that holds what the list may show and nothing else, when that is another one: for few, in any order. */
  readonly ofRange?: string;
}

/**
 * The indexes for a list, so that the store need not look for them: MongoDB tries every index that could serve, and at
 * a million courses those trials took a minute.
 * @param where the condition of the list by field
 * @returns undefined for words, which only the text index can find
 */
export function planOf(
  where: Readonly<Record<string, unknown>>,
  sort: CatalogSort,
): CatalogPlan | undefined {
  if ('$text' in where) return undefined;
  const order = sort === CatalogSort.relevance ? CatalogSort.newest : sort;
  const filter = FILTER_FIELDS.find((field) => field in where);
  if (filter) return { inOrder: nameOf(order, filter) };
  const range = rangeOf(where);
  return !range || range === order
    ? { inOrder: nameOf(order) }
    : { inOrder: nameOf(order), ofRange: nameOf(range) };
}

/** The order in which what a condition lets through stands together. */
function rangeOf(where: Readonly<Record<string, unknown>>): Order | undefined {
  if ('currency' in where || 'priceMinor' in where) return CatalogSort.price;
  return 'ratingAverage' in where ? CatalogSort.rating : undefined;
}

function nameOf(order: Order, filter?: Filter): string {
  if (filter === undefined) return `catalog_by_${order}`;
  const name = `catalog_${FILTERS[filter]}`;
  return order === CatalogSort.newest ? name : `${name}_${order}`;
}
