import { currencyExponent } from '@course-plateform/common/kernel';

/** The least that is paid out. */
export interface PayoutMinimums {
  /** Such as `JPY:5000`, in minor units. */
  readonly payoutMinimums: readonly string[];
  /** For all other currencies, in whole units. */
  readonly payoutMinimumUnits: number;
}

/** The least that is paid out in a currency, in minor units; at least 1. */
export function minimumIn(currency: string, minimums: PayoutMinimums): number {
  const listed = minimums.payoutMinimums.find((minimum) => minimum.startsWith(`${currency}:`));
  const minor =
    listed === undefined
      ? minimums.payoutMinimumUnits * 10 ** currencyExponent(currency)
      : Number(listed.slice(currency.length + 1));
  return Math.max(minor, 1);
}
