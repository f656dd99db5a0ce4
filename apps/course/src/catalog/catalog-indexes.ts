import { CatalogSort } from './catalog.dto';

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

/** The filters that ask for a range, as an index without a filter holds them behind its order. */
const RANGES = ['priceMinor', 'ratingAverage'] as const;

type IndexedField = 'visible' | 'id' | Filter | (typeof ORDERED_BY)[Order];

interface CatalogIndex {
  readonly name: string;
  readonly properties: readonly IndexedField[];
}

/** An index for every order, and for every order behind every filter: a page is read without sorting what it leaves out. */
export const CATALOG_INDEXES: readonly CatalogIndex[] = (
  Object.keys(ORDERED_BY) as Order[]
).flatMap((order) => {
  const by = ORDERED_BY[order];
  const whole: CatalogIndex = {
    name: nameOf(order),
    properties: ['visible', by, 'id', ...RANGES.filter((range) => range !== by)],
  };
  const filtered = FILTER_FIELDS.map((filter): CatalogIndex => {
    return { name: nameOf(order, filter), properties: ['visible', filter, by, 'id'] };
  });
  return [whole, ...filtered];
});

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
  const range = RANGES.find((field) => field in where);
  if (!range || range === ORDERED_BY[order]) return { inOrder: nameOf(order) };
  const ofRange = range === 'priceMinor' ? CatalogSort.price : CatalogSort.rating;
  return { inOrder: nameOf(order), ofRange: nameOf(ofRange) };
}

function nameOf(order: Order, filter?: Filter): string {
  if (filter === undefined) return `catalog_by_${order}`;
  const name = `catalog_${FILTERS[filter]}`;
  return order === CatalogSort.newest ? name : `${name}_${order}`;
}
