import { Money, currencyExponent, divideHalfEven } from '@course-plateform/common/kernel';
import { splitByLargestRemainder } from '../coupon-kinds/split';
import type { TaxRate } from './tax-rate';

const WHOLE = 10_000;
/** Cards are charged in steps of ten minor units of a currency with three decimals. */
const THREE_DECIMALS_STEP = 10;

/** The tax of one line. */
export interface LineTax {
  readonly rate: TaxRate;
  /** What the tax is counted from: a price that contains it, or one to which it is added. */
  readonly base: Money;
  readonly amount: Money;
  /** What rounding and splitting added to the exact tax of the line, in minor units to four decimals. */
  readonly rounding: number;
}

/**
 * The taxes of the lines of one purchase. The tax is calculated of their total, rounded half to even, and split over the
 * lines by largest remainder: so it is the tax of the total to the last minor unit, however many lines there are. Tax
 * that is added to prices is a multiple of ten minor units in currencies with three decimals.
 * @param prices of the lines after all reductions, in one currency
 */
export function planTax(rate: TaxRate, prices: readonly Money[]): readonly LineTax[] {
  const [first] = prices;
  if (!first) return [];
  const { currency } = first;
  const step = !rate.inclusive && currencyExponent(currency) === 3 ? THREE_DECIMALS_STEP : 1;
  const divisor = rate.inclusive ? WHOLE + rate.basisPoints : WHOLE;
  const total = prices.reduce((sum, price) => sum.plus(price));
  const product = BigInt(total.amountMinor) * BigInt(rate.basisPoints);
  const steps = Number(divideHalfEven(product, BigInt(divisor) * BigInt(step)));
  const parts = splitByLargestRemainder(Money.of(steps, currency), prices);
  return prices.map((base, index) => {
    const amount = Money.of((parts[index]?.amountMinor ?? 0) * step, currency);
    const exact = (base.amountMinor * rate.basisPoints) / divisor;
    const rounding = Math.round((amount.amountMinor - exact) * WHOLE) / WHOLE;
    return { rate, base, amount, rounding: rounding === 0 ? 0 : rounding };
  });
}

/**
 * The part of a line's tax in money that goes back, so that all of it has gone back with the last of the price.
 * @param line its price and the tax in it, in minor units
 * @param before what went back of it earlier, and the tax in that
 * @param amountMinor what goes back now
 */
export function taxInRefund(
  line: { readonly priceMinor: number; readonly taxMinor: number },
  before: { readonly amountMinor: number; readonly taxMinor: number },
  amountMinor: number,
): number {
  if (line.priceMinor === 0) return 0;
  const back = BigInt(before.amountMinor + amountMinor) * BigInt(line.taxMinor);
  const dueMinor = Number(divideHalfEven(back, BigInt(line.priceMinor))) - before.taxMinor;
  return Math.min(Math.max(dueMinor, 0), amountMinor);
}
