import { Money } from '@course-plateform/common/kernel';

/**
 * Splits an amount over some weights by largest remainder: the parts are whole minor units, none is more than its
 * weight when the amount is not more than all of them, and they add up to the amount.
 * @param weights in the currency of the amount, none negative
 */
export function splitByLargestRemainder(amount: Money, weights: readonly Money[]): Money[] {
  const sum = weights.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n);
  if (sum === 0n) return weights.map(() => Money.zero(amount.currency));
  const shares = weights.map(({ amountMinor }, index) => {
    const product = BigInt(amount.amountMinor) * BigInt(amountMinor);
    return { index, whole: product / sum, remainder: product % sum };
  });
  const given = shares.reduce((total, { whole }) => total + whole, 0n);
  const left = Number(BigInt(amount.amountMinor) - given);
  // Of equal remainders the earlier line comes first, so that the same basket is always split the same way.
  const ranked = shares.toSorted((one, other) =>
    one.remainder === other.remainder
      ? one.index - other.index
      : one.remainder > other.remainder
        ? -1
        : 1,
  );
  const raised = new Set(ranked.slice(0, left).map(({ index }) => index));
  return shares.map(({ index, whole }) =>
    Money.of(Number(whole) + (raised.has(index) ? 1 : 0), amount.currency),
  );
}
