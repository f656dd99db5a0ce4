import { EntityManager, type ObjectQuery } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { findCursorPage, forkOf } from '@course-plateform/common/persistence';
import { LedgerEntry } from './ledger-entry.entity';
import { LedgerTransaction } from './ledger-transaction.entity';
import {
  type LedgerEntryListQuery,
  type LedgerEntryPageResponse,
  toLedgerEntryResponse,
} from './ledger.dto';

/** Reads the entries of the ledger. */
@Injectable()
export class LedgerEntryQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly cursors: Cursors,
  ) {}

  /** Newest first. */
  async list(query: LedgerEntryListQuery): Promise<LedgerEntryPageResponse> {
    const { orderId, lineId, account, kind, instructorId, currency } = query;
    const { postedFrom, postedBefore, limit, cursor } = query;
    const columns = { lineId, account, kind, instructorId, currency };
    const filter = { orderId, ...columns, postedFrom, postedBefore };
    const after = this.cursors.read(cursor, filter);
    const range = { by: 'postedAt', order: 'desc', limit, after } as const;
    const where = { ...given(columns), ...within(query), ...(await this.ofOrder(orderId)) };
    const page = await findCursorPage(this.em, LedgerEntry, where, range);
    const transactions = await this.transactionsOf(page.items);
    return this.cursors.toPage(page, query, filter, (entry) =>
      toLedgerEntryResponse(entry, transactions.get(entry.transactionId)),
    );
  }

  /** Entries do not name their order; the few transactions of an order stand for it. */
  private async ofOrder(orderId: string | undefined): Promise<ObjectQuery<LedgerEntry>> {
    if (orderId === undefined) return {};
    const transactions = await forkOf(this.em).find(LedgerTransaction, { orderId });
    return { transactionId: { $in: transactions.map(({ id }) => id) } };
  }

  private async transactionsOf(
    entries: readonly LedgerEntry[],
  ): Promise<ReadonlyMap<string, LedgerTransaction>> {
    const id = { $in: [...new Set(entries.map(({ transactionId }) => transactionId))] };
    const transactions = await forkOf(this.em).find(LedgerTransaction, { id });
    return new Map(transactions.map((transaction) => [transaction.id, transaction]));
  }
}

function within({ postedFrom, postedBefore }: LedgerEntryListQuery): ObjectQuery<LedgerEntry> {
  if (postedFrom === undefined && postedBefore === undefined) return {};
  const postedAt = {
    ...(postedFrom === undefined ? {} : { $gte: new Date(postedFrom) }),
    ...(postedBefore === undefined ? {} : { $lt: new Date(postedBefore) }),
  };
  return { postedAt };
}

function given(
  columns: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const entries = Object.entries(columns).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(entries);
}
