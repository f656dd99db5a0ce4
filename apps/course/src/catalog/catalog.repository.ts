import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Document, type Filter, MongoServerError } from 'mongodb';
import {
  NUMBERED_ITEMS_MAX,
  type Page,
  type PageRequest,
  isId,
  rowsOfPage,
  slugForms,
} from '@course-plateform/common/kernel';
import { type DocumentOf, collectionOf } from '@course-plateform/common/persistence';
import type { CourseLevel } from '../course/course.entity';
import { CourseServiceSettings } from '../env';
import { Publication } from '../course/publication.entity';
import { CatalogSort } from './catalog-filter.dto';
import { CatalogEntry } from './catalog-entry.entity';
import { planOf } from './catalog-indexes';
import { textSearchOf } from './catalog-words';
import { CatalogSearchTimeout } from './catalog.errors';

/** What searches read and nothing shows. */
type SearchedField = 'words' | 'formerSlugs';

/** A catalog entry as it is stored: these reads are hot, so they go past the unit of work. */
export type CatalogRow = DocumentOf<CatalogEntry, SearchedField>;

/** What a card shows, and an offer needs: descriptions are long, and neither has one. */
export type CatalogCardRow = Omit<CatalogRow, 'description'>;

/** What a list of the catalog may be narrowed by. */
export interface CatalogFilter {
  readonly q?: string;
  readonly categoryIds?: readonly string[];
  readonly level?: CourseLevel;
  readonly language?: string;
  readonly instructorId?: string;
  /** ISO 4217; there whenever prices are compared. */
  readonly currency?: string;
  readonly minPrice?: number;
  readonly maxPrice?: number;
  readonly free?: boolean;
  readonly minRating?: number;
  readonly sort: CatalogSort;
}

/** What was too much a moment ago is so for a while. */
const TIMEOUT_RETRY_AFTER_SECONDS = 30;

const SEARCHED: Readonly<Record<SearchedField, 0>> = { words: 0, formerSlugs: 0 };
/** Fields that are left out, with the one that entries of earlier releases have in place of `words`. */
const WHOLE = { ...SEARCHED, searchText: 0 };
const CARD = { ...WHOLE, description: 0 };

type Order = Readonly<Record<string, 1 | -1 | { $meta: 'textScore' }>>;

const ORDERS: Readonly<Record<CatalogSort, Order>> = {
  [CatalogSort.relevance]: { score: { $meta: 'textScore' }, _id: -1 },
  [CatalogSort.newest]: { publishedAt: -1, _id: -1 },
  [CatalogSort.rating]: { ratingAverage: -1, _id: -1 },
  [CatalogSort.popular]: { learners: -1, _id: -1 },
  [CatalogSort.price]: { priceMinor: 1, _id: 1 },
};

/** The named questions about what is published. */
@Injectable()
export class CatalogRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly limits: CourseServiceSettings,
  ) {}

  /** A page of the visible courses, as cards. @throws CatalogSearchTimeout */
  cards(filter: CatalogFilter, request: PageRequest): Promise<Page<CatalogCardRow>> {
    return inTime(this.search<CatalogCardRow>(filter, request, CARD));
  }

  /** The same with their descriptions. @throws CatalogSearchTimeout */
  page(filter: CatalogFilter, request: PageRequest): Promise<Page<CatalogRow>> {
    return inTime(this.search<CatalogRow>(filter, request, WHOLE));
  }

  private async search<Row extends Document>(
    filter: CatalogFilter,
    request: PageRequest,
    projection: Document,
  ): Promise<Page<Row>> {
    const where = whereOf(filter);
    const plan = planOf(where, filter.sort);
    const order = ORDERS[filter.sort];
    const read = (hint?: string) => this.read<Row>(where, order, request, { projection, hint });
    if (plan?.ofRange === undefined) {
      const index = plan?.inOrder;
      const [items, totalItems] = await Promise.all([read(index), this.count(where, index)]);
      return { items, totalItems };
    }
    // Few are put in order by hand; among many the next ones of a page are soon met in the order of the list.
    const totalItems = await this.count(where, plan.ofRange);
    const isFew = totalItems < NUMBERED_ITEMS_MAX;
    return { items: await read(isFew ? plan.ofRange : plan.inOrder), totalItems };
  }

  /** A course by id or slug, visible or not. */
  find(idOrSlug: string): Promise<CatalogRow | null> {
    return this.findOne(
      isId(idOrSlug) ? { _id: idOrSlug as never } : { slug: { $in: slugForms(idOrSlug) } },
    );
  }

  /** A course by a slug that it does not have any more, visible or not. */
  findByFormerSlug(slug: string): Promise<CatalogRow | null> {
    return this.findOne({ formerSlugs: { $in: slugForms(slug) } });
  }

  /** The courses that were ever published, visible or not. */
  many(courseIds: readonly string[]): Promise<CatalogCardRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<CatalogCardRow>({ _id: { $in: [...courseIds] as never[] } }, { projection: CARD })
      .toArray();
  }

  /** One publication of a course, the newest when no number is given. */
  async publication(courseId: string, number?: number): Promise<Publication | null> {
    const [found] = await this.em.find(
      Publication,
      { courseId, ...(number === undefined ? {} : { number }) },
      { orderBy: { number: 'desc' }, limit: 1 },
    );
    return found ?? null;
  }

  private async read<Row extends Document>(
    where: Filter<Document>,
    order: Order,
    request: PageRequest,
    { projection, hint }: { readonly projection: Document; readonly hint: string | undefined },
  ): Promise<Row[]> {
    const { offset, limit } = rowsOfPage(request);
    // The driver takes a limit of 0 for none at all.
    if (limit === 0) return [];
    return collectionOf(this.em, CatalogEntry)
      .find<Row>(where, { projection, ...this.bounds(hint) })
      .sort(order)
      .skip(offset)
      .limit(limit)
      .toArray();
  }

  private findOne(where: Filter<Document>): Promise<CatalogRow | null> {
    return collectionOf(this.em, CatalogEntry).findOne<CatalogRow>(where, { projection: WHOLE });
  }

  private count(where: Filter<Document>, index: string | undefined): Promise<number> {
    return collectionOf(this.em, CatalogEntry).countDocuments(where, {
      limit: NUMBERED_ITEMS_MAX,
      ...this.bounds(index),
    });
  }

  private bounds(index: string | undefined): { maxTimeMS: number; hint?: string } {
    const maxTimeMS = this.limits.catalogSearchTimeoutMs;
    return index === undefined ? { maxTimeMS } : { maxTimeMS, hint: index };
  }
}

/** @throws CatalogSearchTimeout when the database gave the search up */
async function inTime<T>(search: Promise<T>): Promise<T> {
  try {
    return await search;
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new CatalogSearchTimeout({ retryAfter: TIMEOUT_RETRY_AFTER_SECONDS, cause: error });
  }
}

/** MaxTimeMSExpired, by its number in MongoDB's list of errors. */
function isTimeout(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 50;
}

function whereOf(filter: CatalogFilter): Record<string, unknown> {
  const { q, categoryIds, level, language, instructorId, currency, minRating } = filter;
  const price = {
    ...(filter.minPrice === undefined ? {} : { $gte: filter.minPrice }),
    ...(filter.maxPrice === undefined ? {} : { $lte: filter.maxPrice }),
    ...(filter.free === undefined ? {} : filter.free ? { $eq: 0 } : { $gt: 0 }),
  };
  return {
    visible: true,
    ...(q === undefined ? {} : { $text: { $search: textSearchOf(q) } }),
    ...(categoryIds === undefined ? {} : { categoryId: { $in: categoryIds } }),
    ...(level === undefined ? {} : { level }),
    ...(language === undefined ? {} : { language }),
    ...(instructorId === undefined ? {} : { instructorId }),
    ...(currency === undefined ? {} : { currency }),
    ...(minRating === undefined ? {} : { ratingAverage: { $gte: minRating } }),
    ...(Object.keys(price).length === 0 ? {} : { priceMinor: price }),
  };
}
