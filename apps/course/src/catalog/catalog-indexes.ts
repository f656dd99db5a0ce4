import { CatalogSort } from '../catalog-filter/catalog-filter.dto';

/** The field behind each order, by what its indexes are called after. An index serves both directions. */
const ORDERED_BY = {
  newest: 'publishedAt',
  rating: 'ratingAverage',
  popular: 'learners',
  price: 'priceMinor',
} as const;

type Order = keyof typeof ORDERED_BY;

/** Words are searched elsewhere; a list without them has no relevance. */
const ORDER_OF: Readonly<Record<CatalogSort, Order>> = {
  [CatalogSort.relevance]: 'newest',
  [CatalogSort.newest]: 'newest',
  [CatalogSort.oldest]: 'newest',
  [CatalogSort.lowestRated]: 'rating',
  [CatalogSort.leastPopular]: 'popular',
  [CatalogSort.rating]: 'rating',
  [CatalogSort.popular]: 'popular',
  [CatalogSort.price]: 'price',
  [CatalogSort.dearest]: 'price',
};

/** The index that every collection has. */
const BY_ID = '_id_';

/** The filters on one value, by what their indexes are called after; the one that usually leaves least first. */
const FILTERS = {
  instructorIds: 'instructors',
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
  return order === 'price' ? ['currency', 'priceMinor'] : [ORDERED_BY[order]];
}

/** The index of all public courses in the order of their publication. */
export const CATALOG_BY_PUBLICATION = nameOf('newest');

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
 */
export function planOf(where: Readonly<Record<string, unknown>>, sort: CatalogSort): CatalogPlan {
  // A hundred at most: read one by one and put in order in memory.
  if ('_id' in where) return { inOrder: BY_ID };
  const order = ORDER_OF[sort];
  const filter = FILTER_FIELDS.find((field) => field in where);
  if (filter) return { inOrder: nameOf(order, filter) };
  const range = rangeOf(where);
  return !range || range === order
    ? { inOrder: nameOf(order) }
    : { inOrder: nameOf(order), ofRange: nameOf(range) };
}

/** The order in which what a condition lets through stands together. */
function rangeOf(where: Readonly<Record<string, unknown>>): Order | undefined {
  if ('currency' in where || 'priceMinor' in where) return 'price';
  return 'ratingAverage' in where ? 'rating' : undefined;
}

function nameOf(order: Order, filter?: Filter): string {
  if (filter === undefined) return `catalog_by_${order}`;
  const name = `catalog_${FILTERS[filter]}`;
  return order === 'newest' ? name : `${name}_${order}`;
}
