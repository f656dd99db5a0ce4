import { Money } from '@course-plateform/common/kernel';
import { splitByLargestRemainder } from '../coupon-kinds/split';
import { LedgerAccount } from './ledger-account';
import type { PostingEntry } from './posting';

/** What an instructor gets of a price. */
export interface EarnedShare {
  readonly instructorId: string;
  /** In minor units. */
  readonly amountMinor: number;
}

/** Who gets what of a price, in minor units. */
export interface PriceParts {
  /** What the instructors get, each named once. */
  readonly shares: readonly EarnedShare[];
  readonly taxMinor: number;
  /** What the platform gets. */
  readonly revenueMinor: number;
}

/** A line of an order, with what is left of its price. */
export interface SoldLine extends PriceParts {
  readonly lineId: string;
  readonly courseId: string;
  readonly currency: string;
  /** When the refund window of the line ends, and with it the hold of the shares. */
  readonly availableAt: Date;
}

/** What is left of the price of a line. */
export function priceOf({ shares, taxMinor, revenueMinor }: PriceParts): number {
  return sumOf(shares) + taxMinor + revenueMinor;
}

/** What the instructors get together, in minor units. */
export function sumOf(shares: readonly EarnedShare[]): number {
  return shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/**
 * The parts of some money for a line that goes back, in proportion to what is left of the price, by largest remainder:
 * none is more than what is left of it, and the last refund takes exactly the rest, however many there were. 200 of 500
 * JPY take 140 of a share of 350.
 * @param amountMinor at most what is left
 * @param refundedTaxMinor the tax that the refund states, as far as it is left; in proportion as well when left out
 */
export function partsOf(
  line: SoldLine,
  amountMinor: number,
  refundedTaxMinor?: number,
): PriceParts {
  const { currency } = line;
  const left = priceOf(line);
  if (amountMinor > left) {
    throw new Error(`Of line ${line.lineId}, ${left} ${currency} are left, not ${amountMinor}`);
  }
  if (refundedTaxMinor !== undefined) {
    const least = Math.max(0, amountMinor - line.revenueMinor - sumOf(line.shares));
    const most = Math.min(line.taxMinor, amountMinor);
    const taxMinor = Math.min(Math.max(refundedTaxMinor, least), most);
    const rest = partsOf({ ...line, taxMinor: 0 }, amountMinor - taxMinor);
    return { ...rest, taxMinor };
  }
  const weights = [line.revenueMinor, line.taxMinor, ...line.shares.map((one) => one.amountMinor)];
  const [revenueMinor = 0, taxMinor = 0, ...parts] = splitMinor(amountMinor, weights, currency);
  const shares = line.shares.map(({ instructorId }, index) => ({
    ...{ instructorId, amountMinor: parts[index] ?? 0 },
  }));
  return { shares, taxMinor, revenueMinor };
}

/** Splits an amount over whole numbers by largest remainder. */
export function splitMinor(
  amountMinor: number,
  weights: readonly number[],
  currency: string,
): number[] {
  const parts = splitByLargestRemainder(
    Money.of(amountMinor, currency),
    weights.map((weight) => Money.of(weight, currency)),
  );
  return parts.map((part) => part.amountMinor);
}

/** Takes parts of the price of a line from those who have them. */
export function debitsOf(line: SoldLine, parts: PriceParts): PostingEntry[] {
  const { lineId, courseId, currency, availableAt } = line;
  const about = { lineId, courseId, currency };
  const earnings = { ...about, account: LedgerAccount.instructorEarnings, availableAt };
  return [
    ...parts.shares.map((share) => ({ ...earnings, ...share })),
    { ...about, account: LedgerAccount.taxPayable, amountMinor: parts.taxMinor },
    { ...about, account: LedgerAccount.platformRevenue, amountMinor: parts.revenueMinor },
  ];
}
