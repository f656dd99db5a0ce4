import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { collectionOf } from '@course-plateform/common/persistence';
import { priceAt, windowsAhead } from '../price/price-schedule';
import { CatalogEntry, EntryChange } from './catalog-entry.entity';
import type { CatalogRow } from './catalog-rows';

/** How many entries are read and written at a time. */
const BATCH = 500;

/** Entries without a planned change have null there, which no comparison of dates finds. */
const PLANNED = { $gt: new Date(0) };

type DueRow = Pick<
  CatalogRow,
  '_id' | 'listPrice' | 'sales' | 'priceChangesAt' | 'version' | 'visible'
>;

const DUE: Readonly<Record<keyof DueRow, 1>> = {
  _id: 1,
  listPrice: 1,
  sales: 1,
  priceChangesAt: 1,
  version: 1,
  visible: 1,
};

/** A pipeline over the catalog that finds when a price changes next, or has: one key of an index. */
export const NEXT_PRICE_CHANGE: readonly object[] = [
  { $match: { priceChangesAt: PLANNED } },
  { $sort: { priceChangesAt: 1 } },
  { $limit: 1 },
  { $project: { _id: 0, priceChangesAt: 1 } },
];

/** What was due at a time, and has been stored. */
interface Batch {
  readonly now: Date;
  readonly isLast: boolean;
}

/**
 * Stores the prices that lists are filtered and sorted by when a sale begins or ends. It reads the entries whose time
 * has come and no other; what is shown of a course does not wait for it (`priceAt`).
 */
@Injectable()
export class CatalogPrices {
  private batch: Promise<Batch> | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  /**
   * Stores the prices that have changed by `now`. Callers at the same time share the work.
   * @param withinMs after which it stops, with what is left for others
   */
  async publishDue(now: Date, withinMs = Number.POSITIVE_INFINITY): Promise<void> {
    const until = performance.now() + withinMs;
    while (performance.now() < until) {
      this.batch ??= this.publishBatch(now).finally(() => {
        this.batch = undefined;
      });
      const batch = await this.batch;
      if (batch.isLast && batch.now >= now) return;
    }
  }

  private async publishBatch(now: Date): Promise<Batch> {
    const rows = await this.due(now);
    if (rows.length === 0) return { now, isLast: true };
    const courses = await this.store(rows, now);
    if (courses > 0) this.logger.info({ courses }, 'sale prices began or ended');
    return { now, isLast: courses === rows.length && rows.length < BATCH };
  }

  private due(now: Date): Promise<DueRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<DueRow>(
        { priceChangesAt: { ...PLANNED, $lte: now } },
        { projection: DUE, limit: BATCH },
      )
      .toArray();
  }

  /** Safe when several replicas do it at once: each entry is written only as it was read. */
  private async store(rows: readonly DueRow[], now: Date): Promise<number> {
    const { modifiedCount } = await collectionOf(this.em, CatalogEntry).bulkWrite(
      rows.map((row) => {
        const { price, changesAt } = priceAt(row, now);
        const sales = windowsAhead(row.sales ?? [], now);
        const { _id, priceChangesAt, version } = row;
        return {
          updateOne: {
            filter: { _id: _id as never, priceChangesAt, version },
            update: {
              $set: {
                sales,
                priceMinor: price.amountMinor,
                priceChangesAt: changesAt,
                searchPending: EntryChange.shown,
                ...(row.visible ? { feedPending: EntryChange.shown } : {}),
              },
              $inc: { searchRevision: 1 },
            },
          },
        };
      }),
      { ordered: false },
    );
    return modifiedCount;
  }
}
