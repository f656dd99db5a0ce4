import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Document, type Filter, MongoServerError } from 'mongodb';
import {
  NUMBERED_ITEMS_MAX,
  type Page,
  type PageRequest,
  rowsOfPage,
} from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { type PriceSchedule, nextPriceChange } from '../price/price-schedule';
import { CatalogEntry } from './catalog-entry.entity';
import {
  type CatalogFilter,
  comparesPrices,
  orderOf,
  whereOf,
} from '../catalog-filter/catalog-filter';
import { planOf } from './catalog-indexes';
import { CatalogPrices, NEXT_PRICE_CHANGE } from './catalog-prices.service';
import { CARD, type CatalogCardRow, type CatalogRow, WHOLE } from './catalog-rows';
import { CatalogSearchTimeout } from './catalog.errors';

/** A page of the catalog, at the prices of a time. */
export interface CatalogRequest extends PageRequest {
  readonly now: Date;
}

/** A page, and until when its prices make it what it is; null when no change is planned. */
export interface PricedPage<Row> extends Page<Row> {
  readonly pricesUntil: Date | null;
}

interface Counted {
  readonly totalItems: number;
  /** When a price of the catalog changes next, or has; null when none does, or when it does not matter to the list. */
  readonly priceChangesAt: Date | null;
}

/** What was too much just now is so for some time. */
const TIMEOUT_RETRY_AFTER_SECONDS = 30;

/** How often a list is read that compares prices while prices change. */
const PRICE_TRIES = 3;

/** Reads the lists of the catalog. */
@Injectable()
export class CatalogSearchRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly prices: CatalogPrices,
    private readonly limits: CourseServiceSettings,
  ) {}

  /** A page of the visible courses, as cards. @throws CatalogSearchTimeout */
  cards(filter: CatalogFilter, request: CatalogRequest): Promise<PricedPage<CatalogCardRow>> {
    return inTime(this.search<CatalogCardRow>(filter, request, CARD));
  }

  /** The same with their descriptions. @throws CatalogSearchTimeout */
  page(filter: CatalogFilter, request: CatalogRequest): Promise<PricedPage<CatalogRow>> {
    return inTime(this.search<CatalogRow>(filter, request, WHOLE));
  }

  /** The visible ones of some courses, in the order of their ids. @throws CatalogSearchTimeout */
  async inOrder(ids: readonly string[]): Promise<CatalogRow[]> {
    const where = { _id: { $in: [...ids] as never[] }, visible: true };
    const found = await inTime(
      collectionOf(this.em, CatalogEntry)
        .find<CatalogRow & Document>(where, { projection: WHOLE, ...this.bounds(undefined) })
        .toArray(),
    );
    const known = new Map(found.map((row) => [row._id, row]));
    return ids.flatMap((id) => known.get(id) ?? []);
  }

  /** A list that compares prices is read again once those have been stored that have changed meanwhile. */
  private async search<Row extends PriceSchedule & Document>(
    filter: CatalogFilter,
    request: CatalogRequest,
    projection: Document,
  ): Promise<PricedPage<Row>> {
    const { now } = request;
    for (let tries = 1; tries <= PRICE_TRIES; tries += 1) {
      const { items, totalItems, priceChangesAt } = await this.read<Row>(
        filter,
        request,
        projection,
      );
      if (!comparesPrices(filter)) {
        return { items, totalItems, pricesUntil: nextPriceChange(items, now) };
      }
      if (priceChangesAt === null || priceChangesAt > now) {
        return { items, totalItems, pricesUntil: priceChangesAt };
      }
      await this.prices.publishDue(now, this.limits.catalogSearchTimeoutMs);
    }
    throw timeout();
  }

  private async read<Row extends Document>(
    filter: CatalogFilter,
    request: PageRequest,
    projection: Document,
  ): Promise<{ readonly items: Row[] } & Counted> {
    const where = whereOf(filter);
    const plan = planOf(where, filter.sort);
    const count = (hint?: string) =>
      comparesPrices(filter) ? this.countAtPrices(where, hint) : this.count(where, hint);
    const rows = (hint?: string) => {
      const options = { projection, sort: orderOf(filter.sort), ...this.bounds(hint) };
      return this.rows<Row>(where, request, options);
    };
    if (plan.ofRange === undefined) {
      const [items, counted] = await Promise.all([rows(plan.inOrder), count(plan.inOrder)]);
      return { items, ...counted };
    }
    // Few are put in order by hand; among many the next ones of a page are soon met in the order of the list.
    const counted = await count(plan.ofRange);
    const isFew = counted.totalItems < NUMBERED_ITEMS_MAX;
    return { items: await rows(isFew ? plan.ofRange : plan.inOrder), ...counted };
  }

  private async rows<Row extends Document>(
    where: Filter<Document>,
    request: PageRequest,
    options: Document,
  ): Promise<Row[]> {
    const { offset, limit } = rowsOfPage(request);
    // The driver takes a limit of 0 for none at all.
    if (limit === 0) return [];
    return collectionOf(this.em, CatalogEntry)
      .find<Row>(where, { ...options, skip: offset, limit })
      .toArray();
  }

  private async count(where: Filter<Document>, hint: string | undefined): Promise<Counted> {
    const totalItems = await collectionOf(this.em, CatalogEntry).countDocuments(where, {
      limit: NUMBERED_ITEMS_MAX,
      ...this.bounds(hint),
    });
    return { totalItems, priceChangesAt: null };
  }

  /** Counts, and finds in the same round trip when a price of the whole catalog changes next, or has. */
  private async countAtPrices(where: Filter<Document>, hint: string | undefined): Promise<Counted> {
    const entries = collectionOf(this.em, CatalogEntry);
    const found = await entries
      .aggregate<Partial<Counted>>(
        [
          { $match: where },
          { $limit: NUMBERED_ITEMS_MAX },
          { $group: { _id: null, totalItems: { $sum: 1 } } },
          { $unionWith: { coll: entries.collectionName, pipeline: [...NEXT_PRICE_CHANGE] } },
        ],
        this.bounds(hint),
      )
      .toArray();
    const { totalItems = 0, priceChangesAt = null }: Partial<Counted> = Object.assign({}, ...found);
    return { totalItems, priceChangesAt };
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
    throw timeout(error);
  }
}

function timeout(cause?: unknown): CatalogSearchTimeout {
  return new CatalogSearchTimeout({ retryAfter: TIMEOUT_RETRY_AFTER_SECONDS, cause });
}

/** MaxTimeMSExpired, by its number in MongoDB's list of errors. */
function isTimeout(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 50;
}
