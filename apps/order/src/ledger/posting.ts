import type { LedgerAccount, LedgerKind } from './ledger-account';

/** One side of a posting. */
export interface PostingEntry {
  readonly account: LedgerAccount;
  /** In minor units; a debit is positive, a credit negative. */
  readonly amountMinor: number;
  readonly currency: string;
  /** The line of an order that it is about. */
  readonly lineId?: string | undefined;
  readonly courseId?: string | undefined;
  /** Whose earnings it changes. */
  readonly instructorId?: string | undefined;
  /** Until when earnings are held; undefined for those that never are. */
  readonly availableAt?: Date | undefined;
}

/** What belongs together: entries whose sum is zero in each currency. */
export interface Posting {
  /** Names what is posted, such as `charge:<payment id>`: the database takes each key once. */
  readonly key: string;
  readonly kind: LedgerKind;
  /** The order that it is about; undefined for payouts. */
  readonly orderId?: string | undefined;
  readonly entries: readonly PostingEntry[];
}

/** A posting without entries of zero. @throws Error when it is out of balance in a currency */
export function balanced({ entries, ...posting }: Posting): Posting {
  const sums = new Map<string, number>();
  for (const { amountMinor, currency } of entries) {
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  for (const [currency, sum] of sums) {
    if (sum === 0) continue;
    throw new Error(`The posting ${posting.key} is out of balance by ${sum} ${currency}`);
  }
  return { ...posting, entries: entries.filter(({ amountMinor }) => amountMinor !== 0) };
}

/** The opposite of some entries. */
export function mirrored(entries: readonly PostingEntry[]): PostingEntry[] {
  return entries.map((entry) => ({ ...entry, amountMinor: -entry.amountMinor }));
}
