/** An amount in the minor unit of its currency: 1999 is 19.99 USD, 1,999 JPY or 1.999 KWD. */
export interface Money {
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/**
 * An amount as users read it: `formatMoney({ amountMinor: 1999, currency: 'USD' }, 'en')` is `$19.99`.
 * @param locale BCP 47; that of the environment when absent
 * @throws RangeError when the currency or the locale is malformed
 */
export function formatMoney({ amountMinor, currency }: Money, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amountMinor / 10 ** decimalsOf(currency));
}

/**
 * The amount of a decimal number as users write it: `toMoney('19.99', 'USD')`.
 * @param decimal digits with an optional decimal point
 * @throws RangeError when it is not such a number, has more decimals than the currency, or is not exact in a number
 */
export function toMoney(decimal: string, currency: string): Money {
  const decimals = decimalsOf(currency);
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(decimal.trim());
  const [, whole = '', fraction = ''] = parts ?? [];
  const amountMinor = Number(whole + fraction.padEnd(decimals, '0'));
  if (!parts || fraction.length > decimals || !Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`"${decimal}" is not an amount of ${currency}`);
  }
  return { amountMinor, currency };
}

/** Digits after the decimal point (ISO 4217): 0 for JPY, 2 for USD, 3 for KWD. */
function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
