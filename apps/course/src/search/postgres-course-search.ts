import { Injectable } from '@nestjs/common';
import { rowsOfPage } from '@course-plateform/common/kernel';
import type { CatalogFilter } from '../catalog-filter/catalog-filter';
import { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import {
  CourseSearch,
  FACETS,
  type FacetName,
  type FacetValue,
  type FoundCourses,
  type FoundFacets,
  type FoundSuggestion,
  type SearchRequest,
} from './course-search';
import { SearchDatabase } from './search-database';
import { Values, facetConditions, fixedConditions, priceAt } from './search-filter';
import { FACET_VALUES } from './search-facets';
import { type ParsedQuery, SearchWordsRepository } from './search-words.repository';
import { keyOf } from './search-text';

/** How many of the first courses of an order are looked through for a common word. */
const FIRST_LOOKED_THROUGH = 4000;
/** How many more courses that match are put in order. */
const CANDIDATES = 3000;
/** How many courses that match are counted by facets. */
const FACETED = 10_000;
/** How many suggestions of one beginning are compared. */
const SUGGESTIONS_COMPARED = 200;
const FACET_VALUES_MAX = 50;

/** The order of the candidates without their words, as an index has it. */
const INDEXED_ORDER: Readonly<Record<CatalogSort, string>> = {
  [CatalogSort.relevance]: 'quality desc, id desc',
  [CatalogSort.newest]: 'published_at desc, id desc',
  [CatalogSort.oldest]: 'published_at, id',
  [CatalogSort.lowestRated]: 'rating_average, id',
  [CatalogSort.leastPopular]: 'learners, id',
  [CatalogSort.rating]: 'rating_average desc, id desc',
  [CatalogSort.popular]: 'learners desc, id desc',
  [CatalogSort.price]: 'price_minor, id',
  [CatalogSort.dearest]: 'price_minor desc, id desc',
};

const NOTHING: FoundCourses = {
  items: [],
  totalItems: 0,
  correction: null,
  matched: [],
  priceChangesAt: null,
};

interface FoundRow {
  readonly ids: readonly string[] | null;
  readonly total: string;
  readonly price_changes_at: Date | null;
}

/** Searches in PostgreSQL. What a statement reads is capped, so a common word costs what a rare one does. */
@Injectable()
export class PostgresCourseSearch extends CourseSearch {
  constructor(
    private readonly database: SearchDatabase,
    private readonly words: SearchWordsRepository,
  ) {
    super();
  }

  async find(filter: CatalogFilter, request: SearchRequest): Promise<FoundCourses> {
    const query = await this.words.parse(filter.q ?? '');
    const { correction, matched } = query;
    if (query.matches === null) return NOTHING;
    const statement = findStatement(filter, query, request);
    const [found] = await this.database.rows<FoundRow>(statement.text, statement.values.list);
    return {
      items: found?.ids ?? [],
      totalItems: Number(found?.total ?? 0),
      correction,
      matched,
      priceChangesAt: found?.price_changes_at ?? null,
    };
  }

  async facets(filter: CatalogFilter, now: Date): Promise<FoundFacets> {
    const query = filter.q === undefined ? undefined : await this.words.parse(filter.q);
    const { text, values } = facetStatement(filter, query, now);
    const rows = await this.database.rows<FacetRow>(text, values.list);
    const facets = Object.fromEntries(
      FACETS.map((name) => [
        name,
        rows
          .filter(({ facet }) => facet === name)
          .map(({ value, count }): FacetValue => ({ value, count: Number(count) })),
      ]),
    ) as Record<FacetName, FacetValue[]>;
    const counted = rows.find(({ facet }) => facet === 'all')?.count ?? 0;
    return { facets, isExact: Number(counted) < FACETED };
  }

  async suggest(query: string, limit: number): Promise<readonly FoundSuggestion[]> {
    const key = keyOf(query);
    if (key === '') return [];
    const found = await this.startingWith(key, limit);
    if (found.length > 0) return found;
    const { correction } = await this.words.parse(query);
    return correction === null ? [] : this.startingWith(keyOf(correction), limit);
  }

  private startingWith(key: string, limit: number): Promise<FoundSuggestion[]> {
    return this.database.rows<FoundSuggestion>(
      `select kind, text, ref as id from (
         select kind, text, ref, quality from live.suggestion
         where key >= $1 collate "C" and key < ($1 || chr(1114111)) collate "C" limit $2
       ) as compared group by kind, text, ref order by max(quality) desc, text limit $3`,
      [key, SUGGESTIONS_COMPARED, limit],
    );
  }
}

interface Statement {
  readonly text: string;
  readonly values: Values;
}

interface FacetRow {
  readonly facet: FacetName | 'all';
  readonly value: string;
  readonly count: string;
}

/** The courses that match, from two sides: the first ones of the order, and those that the index of words has. */
function candidates(
  order: string,
  matches: string,
  where: readonly string[],
  limit: number,
): string {
  const columns = where.join(' and ');
  return `select id from (
      (select id from (select * from live.document where visible order by ${order} limit ${FIRST_LOOKED_THROUGH}) as first
       where words @@ ${matches}::tsquery and ${columns})
      union
      (select id from live.document where words @@ ${matches}::tsquery and ${columns} limit ${limit})
    ) as candidate`;
}

function findStatement(
  filter: CatalogFilter,
  query: ParsedQuery,
  request: SearchRequest,
): Statement {
  const values = new Values();
  const now = `${values.add(request.now)}::timestamptz`;
  const matches = values.add(query.matches ?? '');
  const where = [
    ...fixedConditions(filter, values),
    ...Object.values(facetConditions(filter, values, now)),
  ];
  const order = orderOf(filter, query, { values, matches, now });
  const { offset, limit } = rowsOfPage(request);
  const text = `with candidate as materialized (
      ${candidates(INDEXED_ORDER[filter.sort], matches, where, CANDIDATES)}
    ), page as (
      select id, row_number() over (order by ${order}) as place
      from live.document join candidate using (id)
      order by place offset ${values.add(offset)} limit ${values.add(limit)}
    )
    select (select array_agg(id order by place) from page) as ids, (select count(*) from candidate) as total,
      (select min(price_changes_at) from live.document where visible and price_changes_at > ${now}) as price_changes_at`;
  return { text, values };
}

/** What an order refers to by placeholders. */
interface Placeholders {
  readonly values: Values;
  readonly matches: string;
  readonly now: string;
}

function orderOf({ sort, q = '' }: CatalogFilter, query: ParsedQuery, by: Placeholders): string {
  // PostgreSQL refuses a value that no part of the statement refers to, so the score's are added with it.
  if (sort === CatalogSort.relevance) return `${scoreOf(q, query, by)} desc, id desc`;
  if (sort === CatalogSort.price) return `${priceAt(by.now)}, id`;
  if (sort === CatalogSort.dearest) return `${priceAt(by.now)} desc, id desc`;
  return INDEXED_ORDER[sort];
}

/** The score by which a search is ranked: `docs/guides/search.md` says why. */
function scoreOf(
  q: string,
  { exact }: ParsedQuery,
  { values, matches, now }: Placeholders,
): string {
  const title = values.add(keyOf(q));
  const typed = values.add(exact ?? '');
  return `(ts_rank('{0.1, 0.2, 0.4, 1}', words, ${matches}::tsquery)
    + case when title_key = ${title} then 1 else 0 end
    + case when words @@ ${typed}::tsquery then 0.2 else 0 end
    + 0.3 * quality
    + 0.06 / (1 + greatest(0, extract(epoch from ${now} - published_at)) / 31557600))`;
}

function facetStatement(
  filter: CatalogFilter,
  query: ParsedQuery | undefined,
  at: Date,
): Statement {
  const values = new Values();
  const now = `${values.add(at)}::timestamptz`;
  const where = fixedConditions(filter, values);
  const narrowed = facetConditions(filter, values, now);
  const source = query
    ? candidates(
        INDEXED_ORDER[CatalogSort.relevance],
        values.add(query.matches ?? ''),
        where,
        FACETED,
      )
    : `select id from live.document where ${where.join(' and ')} order by quality desc, id desc limit ${FACETED}`;
  const flags = FACETS.map((name) => `(${narrowed[name] ?? 'true'}) as fits_${name}`);
  const counts = FACETS.map((name) => {
    const others = FACETS.filter((other) => other !== name).map((other) => `fits_${other}`);
    return `(select '${name}' as facet, value, count(*) as count from counted
      cross join lateral ${FACET_VALUES[name](now)} as of_facet (value)
      where ${others.join(' and ')} and value is not null
      group by value order by count desc, value limit ${FACET_VALUES_MAX})`;
  });
  const text = `with counted as materialized (
      select category_id, level, language, price_minor, price_changes_at, price_then_minor, duration_seconds,
        rating_average, features, ${flags.join(', ')}
      from live.document join (${source}) as candidate using (id)
    ) ${counts.join(' union all ')}
    union all (select 'all', 'all', count(*) from counted)`;
  return { text, values };
}
