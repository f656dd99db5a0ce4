import { Money, type MoneyValue, currencyExponent } from '@course-plateform/common/kernel';
import type { Locale } from './locale';

/**
 * An amount as a user reads it, with all decimals of its currency: `$19.99`, `¥500`, `19,99 €`.
 * @throws MoneyInvalid when the currency is unknown
 */
export function formatMoney(amount: MoneyValue, locale: Locale): string {
  const { currency } = amount;
  const digits = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(Money.from(amount).toDecimal());
}
