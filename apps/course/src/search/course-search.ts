import type { Page, PageRequest } from '@course-plateform/common/kernel';
import type { CatalogFilter } from '../catalog-filter/catalog-filter';

/** A search document: what a course is found, narrowed, counted and ranked by. */
export interface SearchDocument {
  readonly id: string;
  /** Raised with each change of the course; an older one never replaces a newer one. */
  readonly revision: number;
  /** A hidden course keeps its revision and nothing else. */
  readonly visible: boolean;
  readonly title: string;
  readonly subtitle: string | null;
  readonly objectives: readonly string[];
  /** Each with its synonyms. */
  readonly topics: readonly SearchTopic[];
  /** Plain text. */
  readonly description: string;
  readonly lessonTitles: readonly string[];
  /** Its owner first. */
  readonly instructors: readonly SearchInstructor[];
  readonly categoryId: string;
  readonly level: string;
  readonly language: string;
  readonly currency: string;
  readonly priceMinor: number;
  readonly priceChangesAt: Date | null;
  /** What it costs from `priceChangesAt`. */
  readonly priceThenMinor: number;
  readonly durationSeconds: number;
  readonly ratingAverage: number;
  readonly ratingCount: number;
  readonly learners: number;
  readonly publishedAt: Date;
  readonly features: readonly string[];
}

export interface SearchTopic {
  readonly name: string;
  readonly synonyms: readonly string[];
}

export interface SearchInstructor {
  readonly id: string;
  /** Null while it is not known. */
  readonly name: string | null;
}

export interface SearchRequest extends PageRequest {
  /** Prices hold, and new courses are new, at this time. */
  readonly now: Date;
}

/** Courses by their ids, best first. */
export interface FoundCourses extends Page<string> {
  /** The query with its unknown words replaced; null when all are known, or nothing is near. */
  readonly correction: string | null;
  /** The words that were found in place of those of the query, for highlights. */
  readonly matched: readonly string[];
  /** When a price of the catalog changes next. */
  readonly priceChangesAt: Date | null;
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export const FACETS = [
  'category',
  'level',
  'language',
  'price',
  'duration',
  'rating',
  'features',
] as const;
export type FacetName = (typeof FACETS)[number];

/** The values of each facet with their counts, most first. */
export interface FoundFacets {
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
  /** False when more courses match than are counted. */
  readonly isExact: boolean;
}

export type SuggestionKind = 'course' | 'topic' | 'instructor';

export interface FoundSuggestion {
  readonly kind: SuggestionKind;
  readonly text: string;
  /** Of the course or instructor; null for a topic. */
  readonly id: string | null;
}

/**
 * The search engine. PostgreSQL is behind it today (`PostgresCourseSearch`); another engine implements the same.
 * Each method throws `SearchUnavailable` while the engine is.
 */
export abstract class CourseSearch {
  abstract find(filter: CatalogFilter, request: SearchRequest): Promise<FoundCourses>;
  abstract facets(filter: CatalogFilter, now: Date): Promise<FoundFacets>;
  abstract suggest(query: string, limit: number): Promise<readonly FoundSuggestion[]>;
}
