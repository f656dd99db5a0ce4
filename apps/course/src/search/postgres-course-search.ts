import { Injectable } from '@nestjs/common';
import { rowsOfPage } from '@course-plateform/common/kernel';
import { type CatalogFilter, comparesPrices } from '../catalog-filter/catalog-filter';
import { CatalogSort } from '../catalog-filter/catalog-filter.dto';
import {
  CourseSearch,
  type FoundCourses,
  type FoundFacets,
  type FoundSuggestion,
  type SearchRequest,
} from './course-search';
import { SearchDatabase } from './search-database';
import { Values, facetConditions, fixedConditions, priceAt, rowConditions } from './search-filter';
import { type Candidates, SearchCandidates } from './search-candidates.service';
import { facetTokens, fixedTokens } from './search-tokens';
import { type FacetRow, facetCounts, facetsOf } from './search-facets';
import { type ParsedQuery, SearchWordsRepository } from './search-words.repository';
import { keyOf } from './search-text';

/** How many courses are ranked by their words, which are long. */
const RANKED = 2_000;
/** How many courses are put in an order of another kind. */
const ORDERED = 5_000;
/** How many are read when some of them turn out to have another price or rating than is asked for. */
const READ = 6_000;
/** So many times the number that is wanted is read: how often words come together is only estimated. */
const SLACK = 2;
/** How many courses that match are counted by facets. */
const FACETED = 5_000;
/** How many suggestions of one beginning are compared. */
const SUGGESTIONS_COMPARED = 200;

/** Orders by columns; that of relevance is the one for courses without words. */
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
    private readonly candidates: SearchCandidates,
  ) {
    super();
  }

  async find(filter: CatalogFilter, request: SearchRequest): Promise<FoundCourses> {
    const query = await this.words.parse(filter.q ?? '');
    const { correction, matched } = query;
    const bounds = boundsOf(filter);
    const candidates = await this.candidates.of({
      query,
      tokens: [...fixedTokens(filter), ...facetTokens(filter)],
      sort: filter.sort,
      enough: bounds.read / SLACK,
    });
    if (candidates === null) return { ...NOTHING, correction, matched };
    const statement = findStatement({ filter, query, request, candidates, bounds });
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
    const tokens = fixedTokens(filter);
    const isEverything = query === undefined && tokens.length === 0;
    const candidates = isEverything
      ? undefined
      : await this.candidates.of({ query, tokens, sort: CatalogSort.relevance, enough: FACETED });
    const { text, values } = facetStatement(filter, candidates, now);
    const rows = candidates === null ? [] : await this.database.rows<FacetRow>(text, values.list);
    const counted = rows.find(({ facet }) => facet === null)?.all ?? 0;
    const isWhole = candidates?.isWhole ?? true;
    return { facets: facetsOf(rows), isExact: isWhole && Number(counted) < FACETED };
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

interface Find {
  readonly filter: CatalogFilter;
  readonly query: ParsedQuery;
  readonly request: SearchRequest;
  readonly candidates: Candidates;
  readonly bounds: Bounds;
}

/** How many documents are read, and how many of them put in order, at most. */
interface Bounds {
  readonly read: number;
  readonly ordered: number;
}

function boundsOf(filter: CatalogFilter): Bounds {
  const ordered = filter.sort === CatalogSort.relevance ? RANKED : ORDERED;
  const isByRow = rowConditions(filter, new Values(), 'now()').length > 0;
  return { read: isByRow ? Math.max(READ, ordered) : ordered, ordered };
}

function findStatement({ filter, query, request, candidates, bounds }: Find): Statement {
  const values = new Values();
  // PostgreSQL refuses a value that nothing refers to, so the time is in the result too.
  const now = `${values.add(request.now)}::timestamptz`;
  const fixed = fixedConditions(filter, values);
  const where = [...fixed, `words @@ ${values.add(candidates.matches)}::tsquery`].join(' and ');
  const more = ['true', ...rowConditions(filter, values, now)].join(' and ');
  const order = orderOf(filter, query, { values, now });
  const { offset, limit } = rowsOfPage(request);
  const changes = comparesPrices(filter)
    ? `(select min(price_changes_at) from live.document where visible and price_changes_at > ${now})`
    : 'null::timestamptz';
  const text = `with candidate as materialized (
      select * from (select * from live.document where ${where} limit ${bounds.read}) as found
      where ${more} limit ${bounds.ordered}
    ), page as (
      select id, row_number() over (order by ${order}) as place from candidate
      order by place offset ${values.add(offset)} limit ${values.add(limit)}
    )
    select (select array_agg(id order by place) from page) as ids, (select count(*) from candidate) as total,
      ${changes} as price_changes_at, ${now} as searched_at`;
  return { text, values };
}

/** What an order refers to by placeholders. */
interface Placeholders {
  readonly values: Values;
  readonly now: string;
}

function orderOf({ sort, q = '' }: CatalogFilter, query: ParsedQuery, by: Placeholders): string {
  // Its values are added only here: PostgreSQL refuses those that nothing refers to.
  if (sort === CatalogSort.relevance) return `${scoreOf(q, query, by)} desc, id desc`;
  if (sort === CatalogSort.price) return `${priceAt(by.now)}, id`;
  if (sort === CatalogSort.dearest) return `${priceAt(by.now)} desc, id desc`;
  return INDEXED_ORDER[sort];
}

/** The score by which a search is ranked: `docs/guides/search.md` says why. */
function scoreOf(
  q: string,
  { matches, exact }: ParsedQuery,
  { values, now }: Placeholders,
): string {
  const title = values.add(keyOf(q));
  const found = values.add(matches);
  // Words are stored compressed, and unpacking them again for a second condition would take as long as the first.
  const typed = exact === matches ? 'true' : `words @@ ${values.add(exact)}::tsquery`;
  return `(ts_rank('{0.1, 0.2, 0.4, 1}', words, ${found}::tsquery)
    + case when title_key = ${title} then 1 else 0 end
    + case when ${typed} then 0.2 else 0 end
    + 0.3 * quality
    + 0.06 / (1 + greatest(0, extract(epoch from ${now} - published_at)) / 31557600))`;
}

function facetStatement(
  filter: CatalogFilter,
  candidates: Candidates | null | undefined,
  at: Date,
): Statement {
  const values = new Values();
  const now = `${values.add(at)}::timestamptz`;
  const fixed = fixedConditions(filter, values);
  const narrowed = facetConditions(filter, values, now);
  const where = candidates
    ? [...fixed, `words @@ ${values.add(candidates.matches)}::tsquery`]
    : [...fixed, 'visible'];
  const order = candidates ? '' : `order by ${INDEXED_ORDER[CatalogSort.relevance]}`;
  const documents = `select * from live.document where ${where.join(' and ')} ${order} limit ${FACETED}`;
  return { text: facetCounts(documents, narrowed, now), values };
}
