import { Money } from '@course-plateform/common/kernel';
import { splitByLargestRemainder } from '../coupon-kinds/split';
import { LedgerAccount } from './ledger-account';
import type { PostingEntry } from './posting';

/** Who gets what of a price, in minor units. */
export interface PriceParts {
  /** What the instructor gets. */
  readonly shareMinor: number;
  readonly taxMinor: number;
  /** What the platform gets. */
  readonly revenueMinor: number;
}

/** A line of an order, with what is left of its price. */
export interface SoldLine extends PriceParts {
  readonly lineId: string;
  readonly courseId: string;
  readonly instructorId: string;
  readonly currency: string;
  /** When the refund window of the line ends, and with it the hold of the share. */
  readonly availableAt: Date;
}

/** What is left of the price of a line. */
export function priceOf({ shareMinor, taxMinor, revenueMinor }: PriceParts): number {
  return shareMinor + taxMinor + revenueMinor;
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
    const least = Math.max(0, amountMinor - line.revenueMinor - line.shareMinor);
    const most = Math.min(line.taxMinor, amountMinor);
    const taxMinor = Math.min(Math.max(refundedTaxMinor, least), most);
    const rest = partsOf({ ...line, taxMinor: 0 }, amountMinor - taxMinor);
    return { ...rest, taxMinor };
  }
  const weights = [line.revenueMinor, line.taxMinor, line.shareMinor];
  const [revenueMinor = 0, taxMinor = 0, shareMinor = 0] = splitMinor(
    amountMinor,
    weights,
    currency,
  );
  return { shareMinor, taxMinor, revenueMinor };
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
  const { lineId, courseId, instructorId, currency, availableAt } = line;
  const about = { lineId, courseId, currency };
  const share = { account: LedgerAccount.instructorEarnings, amountMinor: parts.shareMinor };
  return [
    { ...about, ...share, instructorId, availableAt },
    { ...about, account: LedgerAccount.taxPayable, amountMinor: parts.taxMinor },
    { ...about, account: LedgerAccount.platformRevenue, amountMinor: parts.revenueMinor },
  ];
}
