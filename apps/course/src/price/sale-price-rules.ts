import { DAY_MS, MINUTE_MS, Money, type MoneyValue } from '@course-plateform/common/kernel';
import type { CourseServiceSettings } from '../env';
import type { TimeRange } from './price-schedule';
import { SalePriceInvalid, SaleWindowInvalid } from './sale-price.errors';

/** The settings about how much a sale may take off, in percent of the list price. */
export type DiscountLimits = Pick<
  CourseServiceSettings,
  'saleDiscountMinimumPercent' | 'saleDiscountMaximumPercent'
>;

/** The settings about when a sale may be. */
export type WindowLimits = Pick<
  CourseServiceSettings,
  'saleAheadMaximumDays' | 'saleMinimumMinutes' | 'saleMaximumDays'
>;

/** The lowest and the highest sale price at a list price, in minor units, both allowed. */
export interface SalePriceBounds {
  readonly floor: number;
  readonly ceiling: number;
}

/**
 * Floor and ceiling of sale prices, in whole minor units of whatever currency the list price has: rounded to the side
 * of the list price's owner, so that no sale takes off more than the most, or less than the least.
 */
export function salePriceBounds(list: MoneyValue, limits: DiscountLimits): SalePriceBounds {
  const percentOf = (percent: number): bigint => BigInt(list.amountMinor) * BigInt(percent);
  const floor = (percentOf(100 - limits.saleDiscountMaximumPercent) + 99n) / 100n;
  const ceiling = percentOf(100 - limits.saleDiscountMinimumPercent) / 100n;
  const below = BigInt(list.amountMinor) - 1n;
  return { floor: Number(floor), ceiling: Number(ceiling < below ? ceiling : below) };
}

/** Why a sale price does not go with a list price; undefined when it does. */
export function salePriceProblem(
  price: MoneyValue,
  list: MoneyValue,
  limits: DiscountLimits,
): SalePriceInvalid | undefined {
  if (price.currency !== list.currency) {
    return new SalePriceInvalid({ params: { rule: 'currency', currency: list.currency } });
  }
  const { floor, ceiling } = salePriceBounds(list, limits);
  if (price.amountMinor >= floor && price.amountMinor <= ceiling) return undefined;
  const rule = floor > ceiling ? 'no_room' : 'range';
  return new SalePriceInvalid({ params: { rule, list: list.amountMinor, floor, ceiling } });
}

/**
 * @param lists the list price that is published and the one of the draft, which the next publication has
 * @throws SalePriceInvalid, MoneyInvalid
 */
export function assertSalePrice(
  price: MoneyValue,
  lists: readonly MoneyValue[],
  limits: DiscountLimits,
): Money {
  for (const list of lists) {
    const problem = salePriceProblem(price, list, limits);
    if (problem) throw problem;
  }
  return Money.from(price);
}

/** @throws SaleWindowInvalid */
export function assertSaleWindow(
  { startsAt, endsAt }: TimeRange,
  now: Date,
  limits: WindowLimits,
): void {
  const lasts = endsAt.getTime() - startsAt.getTime();
  const { saleAheadMaximumDays, saleMinimumMinutes, saleMaximumDays } = limits;
  if (lasts <= 0) throw invalid('end_before_start');
  if (startsAt < now) throw invalid('past');
  if (startsAt.getTime() > now.getTime() + saleAheadMaximumDays * DAY_MS) {
    throw invalid('too_far', { maximum: saleAheadMaximumDays });
  }
  if (lasts < saleMinimumMinutes * MINUTE_MS) {
    throw invalid('too_short', { minimum: saleMinimumMinutes });
  }
  if (lasts > saleMaximumDays * DAY_MS) throw invalid('too_long', { maximum: saleMaximumDays });
}

function invalid(rule: string, params: Readonly<Record<string, number>> = {}): SaleWindowInvalid {
  return new SaleWindowInvalid({ params: { rule, ...params } });
}
