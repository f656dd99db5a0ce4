import type { MoneyValue } from '@course-plateform/common/kernel';

/** A half-open range of time, `[startsAt, endsAt)`. */
export interface TimeRange {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** A sale price and when it holds; in the currency of the list price. */
export interface SaleWindow extends TimeRange {
  readonly amountMinor: number;
}

/** What the price of a course follows from, at any time. */
export interface PriceSchedule {
  readonly listPrice: MoneyValue;
  /** Without overlap, in any order; entries of earlier releases have none. */
  readonly sales?: readonly SaleWindow[] | null;
}

/** The price of a course at one time. */
export interface PriceAt {
  readonly price: MoneyValue;
  /** When the list price holds again, or the next sale price; null without a sale. */
  readonly saleEndsAt: Date | null;
  /** The next time at which the price may be another one; null when there is none planned. */
  readonly changesAt: Date | null;
}

/** The price of a course at a time: the sale price from the start of a sale on, and at its end not any more. */
export function priceAt({ listPrice, sales }: PriceSchedule, now: Date): PriceAt {
  const ahead = windowsAhead(sales ?? [], now);
  const running = ahead.find(({ startsAt }) => startsAt <= now);
  const changes = ahead.map(({ startsAt, endsAt }) => (startsAt > now ? startsAt : endsAt));
  return {
    price: running ? { amountMinor: running.amountMinor, currency: listPrice.currency } : listPrice,
    saleEndsAt: running?.endsAt ?? null,
    changesAt: earliest(changes),
  };
}

/** Those that run or are planned. */
export function windowsAhead<Window extends TimeRange>(
  windows: readonly Window[],
  now: Date,
): Window[] {
  return windows.filter(({ endsAt }) => endsAt > now);
}

/** The next time at which the price of any of these courses changes; null when none does. */
export function nextPriceChange(schedules: readonly PriceSchedule[], now: Date): Date | null {
  return earliest(schedules.flatMap((schedule) => priceAt(schedule, now).changesAt ?? []));
}

/** Two ranges overlap when each begins before the other ends: one may begin when another ends. */
export function overlaps(one: TimeRange, other: TimeRange): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.reduce<Date | null>(
    (first, date) => (first === null || date < first ? date : first),
    null,
  );
}
