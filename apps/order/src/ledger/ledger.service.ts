import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { LedgerAccount } from './ledger-account';
import { LedgerEntry } from './ledger-entry.entity';
import { LedgerTransaction } from './ledger-transaction.entity';
import type { Posting, PostingEntry } from './posting';
import type { EarnedShare, SoldLine } from './sold-line';

/** Where a line of an order comes from: all that is fixed about it. */
export type LineOrigin = Omit<SoldLine, 'shares' | 'taxMinor' | 'revenueMinor'>;

/** The books of the platform: postings belong into the unit of work of what they are about. */
@Injectable()
export class Ledger {
  constructor(private readonly clock: RealClock) {}

  /**
   * Adds a posting. The state of what it is about says that it is new; a repeat breaks the unique index of keys, now or at
   * the commit.
   */
  post(em: EntityManager, posting: Posting): void {
    if (posting.entries.length === 0) return;
    const transaction = new LedgerTransaction(posting, this.clock.now());
    em.persist(transaction);
    for (const entry of posting.entries) em.persist(new LedgerEntry(transaction, entry));
  }

  /**
   * Adds a posting unless its key is there. The caller holds a lock, such as that of the order, that lets one repeat at a
   * time in.
   * @returns whether it was new
   */
  async postOnce(em: EntityManager, posting: Posting): Promise<boolean> {
    if (await this.has(em, posting.key)) return false;
    this.post(em, posting);
    return true;
  }

  async has(em: EntityManager, key: string): Promise<boolean> {
    return (await em.count(LedgerTransaction, { key })) > 0;
  }

  /** The entries of a posting; none when there is no such posting. */
  async posted(em: EntityManager, key: string): Promise<PostingEntry[]> {
    const transaction = await em.findOne(LedgerTransaction, { key });
    if (!transaction) return [];
    const entries = await em.find(LedgerEntry, { transactionId: transaction.id });
    return entries.map(toPostingEntry);
  }

  /** What was posted about an order, by key. */
  async ofOrder(em: EntityManager, orderId: string): Promise<Map<string, PostingEntry[]>> {
    const transactions = await em.find(LedgerTransaction, { orderId });
    const keys = new Map(transactions.map(({ id, key }) => [id, key]));
    const posted = new Map<string, PostingEntry[]>();
    for (const entry of await em.find(LedgerEntry, { transactionId: { $in: [...keys.keys()] } })) {
      const key = keys.get(entry.transactionId) ?? '';
      posted.set(key, [...(posted.get(key) ?? []), toPostingEntry(entry)]);
    }
    return posted;
  }

  /** What is left of the prices of some lines, as posted. */
  async left(em: EntityManager, origins: readonly LineOrigin[]): Promise<SoldLine[]> {
    const lineId = { $in: origins.map((origin) => origin.lineId) };
    const entries = await em.find(LedgerEntry, { lineId });
    return origins.map((origin) => {
      const ofLine = entries.filter((entry) => entry.lineId === origin.lineId);
      const sale = ofLine.find(({ account }) => account === LedgerAccount.instructorEarnings);
      return {
        ...origin,
        // As it was posted first, whatever the refund window is by now.
        availableAt: sale?.availableAt ?? origin.availableAt,
        shares: sharesIn(ofLine),
        taxMinor: creditOf(ofLine, LedgerAccount.taxPayable),
        revenueMinor: creditOf(ofLine, LedgerAccount.platformRevenue),
      };
    });
  }
}

function toPostingEntry(entry: LedgerEntry): PostingEntry {
  const { account, amountMinor, currency, lineId, courseId, instructorId, availableAt } = entry;
  return {
    ...{ account, amountMinor, currency },
    lineId: lineId ?? undefined,
    courseId: courseId ?? undefined,
    instructorId: instructorId ?? undefined,
    availableAt: availableAt ?? undefined,
  };
}

function creditOf(
  entries: readonly PostingEntry[] | readonly LedgerEntry[],
  account: LedgerAccount,
): number {
  let credit = 0;
  for (const entry of entries) if (entry.account === account) credit -= entry.amountMinor;
  return credit;
}

/** What is left to each instructor who got something of a line. */
function sharesIn(entries: readonly LedgerEntry[]): EarnedShare[] {
  const shares = new Map<string, number>();
  for (const { account, instructorId, amountMinor } of entries) {
    if (account !== LedgerAccount.instructorEarnings || instructorId === null) continue;
    shares.set(instructorId, (shares.get(instructorId) ?? 0) - amountMinor);
  }
  return [...shares].map(([instructorId, amountMinor]) => ({ instructorId, amountMinor }));
}
