import { LedgerAccount, LedgerKind } from '../src/ledger/ledger-account';
import { type Month, monthOf } from '../src/ledger/month';
import type { Posting, PostingEntry } from '../src/ledger/posting';
import type { LineOrigin } from '../src/ledger/ledger.service';
import type { SoldLine } from '../src/ledger/sold-line';

/** An entry with what its transaction says. */
export interface BookedEntry {
  readonly account: LedgerAccount;
  readonly kind: LedgerKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly lineId?: string | null | undefined;
  readonly courseId?: string | null | undefined;
  readonly instructorId?: string | null | undefined;
  readonly availableAt?: Date | null | undefined;
  readonly postedAt: Date;
}

/** The figures of a statement. */
export interface StatementFigures {
  readonly opening: number;
  readonly sales: number;
  readonly refunds: number;
  readonly disputes: number;
  readonly payouts: number;
  readonly closing: number;
  readonly held: number;
}

const { instructorEarnings } = LedgerAccount;
const GROUPS: Readonly<Record<string, readonly LedgerKind[]>> = {
  sales: [LedgerKind.charge],
  refunds: [LedgerKind.refund, LedgerKind.refundReversal],
  disputes: [LedgerKind.disputeOpened, LedgerKind.disputeWon, LedgerKind.disputeLost],
  payouts: [LedgerKind.payout, LedgerKind.payoutFailed],
};

/** The ledger by the plainest means: every figure is added up from all entries. */
export class Books {
  private readonly byKey = new Map<string, readonly PostingEntry[]>();
  private readonly ofLine = new Map<string, BookedEntry[]>();
  private readonly sums = new Map<string, number>();

  constructor(readonly entries: BookedEntry[] = []) {
    for (const entry of entries) this.count(entry);
  }

  post({ key, kind, entries }: Posting, postedAt: Date): void {
    if (this.byKey.has(key)) throw new Error(`${key} is posted twice`);
    this.byKey.set(key, entries);
    for (const entry of entries) {
      const booked = { ...entry, kind, postedAt };
      this.entries.push(booked);
      this.count(booked);
    }
  }

  posted(key: string): readonly PostingEntry[] {
    return this.byKey.get(key) ?? [];
  }

  /** Debits less credits, by currency. */
  imbalances(): number[] {
    return [...this.sums.values()];
  }

  left(origin: LineOrigin): SoldLine {
    const entries = this.ofLine.get(origin.lineId) ?? [];
    const credit = (account: LedgerAccount, instructorId?: string): number => {
      const isMeant = (entry: BookedEntry) =>
        entry.account === account &&
        (instructorId === undefined || entry.instructorId === instructorId);
      return 0 - sum(entries.filter(isMeant));
    };
    const earners = new Set(
      entries.flatMap(({ account, instructorId }) =>
        account === instructorEarnings && instructorId != null ? instructorId : [],
      ),
    );
    return {
      ...origin,
      shares: [...earners].map((instructorId) => ({
        instructorId,
        amountMinor: credit(instructorEarnings, instructorId),
      })),
      taxMinor: credit(LedgerAccount.taxPayable),
      revenueMinor: credit(LedgerAccount.platformRevenue),
    };
  }

  /** What an account has in credit. */
  credit(account: LedgerAccount, currency: string, instructorId?: string): number {
    const isMeant = (entry: BookedEntry) =>
      entry.account === account &&
      entry.currency === currency &&
      (instructorId === undefined || entry.instructorId === instructorId);
    return 0 - sum(this.entries.filter(isMeant));
  }

  held(instructorId: string, currency: string, now: Date): number {
    return (
      0 -
      sum(
        this.earnings(instructorId, currency).filter(
          ({ availableAt }) => availableAt != null && availableAt > now,
        ),
      )
    );
  }

  available(instructorId: string, currency: string, now: Date): number {
    const total = this.credit(instructorEarnings, currency, instructorId);
    return total - this.held(instructorId, currency, now);
  }

  statement(instructorId: string, currency: string, month: Month): StatementFigures {
    const { startsAt, endsAt } = month;
    const earnings = this.earnings(instructorId, currency);
    const within = earnings.filter(({ postedAt }) => postedAt >= startsAt && postedAt < endsAt);
    const group = (name: string): number =>
      0 - sum(within.filter(({ kind }) => GROUPS[name]?.includes(kind)));
    const until = (end: Date) => earnings.filter(({ postedAt }) => postedAt < end);
    const isHeld = ({ availableAt }: BookedEntry) => availableAt != null && availableAt > endsAt;
    return {
      opening: 0 - sum(until(startsAt)),
      sales: group('sales'),
      refunds: group('refunds'),
      disputes: group('disputes'),
      payouts: group('payouts'),
      closing: 0 - sum(until(endsAt)),
      held: 0 - sum(until(endsAt).filter(isHeld)),
    };
  }

  /** The months in which something was posted for an instructor. */
  months(instructorId: string, currency: string): Month[] {
    const months = new Map<string, Month>();
    for (const { postedAt } of this.earnings(instructorId, currency)) {
      months.set(monthOf(postedAt).month, monthOf(postedAt));
    }
    return [...months.values()];
  }

  private earnings(instructorId: string, currency: string): BookedEntry[] {
    return this.entries.filter(
      (entry) =>
        entry.account === instructorEarnings &&
        entry.instructorId === instructorId &&
        entry.currency === currency,
    );
  }

  private count(entry: BookedEntry): void {
    const { currency, amountMinor, lineId } = entry;
    this.sums.set(currency, (this.sums.get(currency) ?? 0) + amountMinor);
    if (lineId == null) return;
    this.ofLine.set(lineId, [...(this.ofLine.get(lineId) ?? []), entry]);
  }
}

function sum(entries: readonly Pick<BookedEntry, 'amountMinor'>[]): number {
  return entries.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
