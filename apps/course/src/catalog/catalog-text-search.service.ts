import { Injectable } from '@nestjs/common';
import { foldText } from '@course-plateform/common/kernel';
import { CourseSearch, type FoundCourses, type FoundFacets } from '../search/course-search';
import { highlight } from '../search/search-highlight';
import { isSearchTimeout } from '../search/search-database';
import { nextPriceChange } from '../price/price-schedule';
import { plainText } from '../rich-text/rich-text';
import { CatalogNames } from './catalog-names.service';
import { type CatalogFilter, comparesPrices } from '../catalog-filter/catalog-filter';
import type { CatalogRow } from './catalog-rows';
import {
  type CatalogRequest,
  CatalogSearchRepository,
  type PricedPage,
} from './catalog-search.repository';
import { type CourseHighlight, CourseSuggestion, SuggestionKind } from './catalog.dto';
import { CatalogSearchTimeout } from './catalog.errors';

const SUGGESTIONS_MAX = 10;
const CATEGORIES_SUGGESTED = 3;
const RETRY_AFTER_SECONDS = 30;

export interface FoundPage extends PricedPage<CatalogRow> {
  readonly correction: string | null;
  readonly matched: readonly string[];
}

/** Searches by words: the engine says which courses, the catalog what they are. */
@Injectable()
export class CatalogTextSearch {
  constructor(
    private readonly search: CourseSearch,
    private readonly catalog: CatalogSearchRepository,
    private readonly names: CatalogNames,
  ) {}

  /** @throws SearchUnavailable, CatalogSearchTimeout */
  async page(filter: CatalogFilter, request: CatalogRequest): Promise<FoundPage> {
    const found: FoundCourses = await inTime(this.search.find(filter, request));
    const { correction, matched, totalItems, priceChangesAt } = found;
    const items = await this.catalog.inOrder(found.items);
    const pricesUntil = comparesPrices(filter)
      ? priceChangesAt
      : nextPriceChange(items, request.now);
    return { items, totalItems, correction, matched, pricesUntil };
  }

  /** @throws SearchUnavailable, CatalogSearchTimeout */
  facets(filter: CatalogFilter, now: Date): Promise<FoundFacets> {
    return inTime(this.search.facets(filter, now));
  }

  /** Courses, topics, instructors and categories that begin with what was typed. @throws SearchUnavailable */
  async suggestions(q: string): Promise<CourseSuggestion[]> {
    const [categories, found] = await Promise.all([
      this.categories(q),
      inTime(this.search.suggest(q, SUGGESTIONS_MAX)),
    ]);
    const others = found.map(({ kind, text, id }) => ({ kind: SuggestionKind[kind], text, id }));
    return [...categories, ...others].slice(0, SUGGESTIONS_MAX);
  }

  private async categories(q: string): Promise<CourseSuggestion[]> {
    const typed = foldText(q).trim();
    const all = await this.names.allCategoriesIfAvailable();
    return all
      .filter(({ name }) => ` ${foldText(name)}`.includes(` ${typed}`))
      .slice(0, CATEGORIES_SUGGESTED)
      .map(({ id, name }) => ({ kind: SuggestionKind.category, text: name, id }));
  }
}

/** Where the words that were found are in a course. */
export function highlightOf(row: CatalogRow, matched: readonly string[]): CourseHighlight {
  return {
    title: highlight(row.title, matched),
    subtitle: highlight(row.subtitle ?? '', matched),
    description: highlight(plainText(row.description), matched),
  };
}

async function inTime<T>(search: Promise<T>): Promise<T> {
  try {
    return await search;
  } catch (error) {
    if (!isSearchTimeout(error)) throw error;
    throw new CatalogSearchTimeout({ retryAfter: RETRY_AFTER_SECONDS, cause: error });
  }
}
