import { code as currencyRecord } from 'currency-codes';
import { domainError } from './domain-error';

export class MoneyInvalid extends domainError({
  code: 'money.invalid',
  status: 422,
  title: 'Invalid amount of money',
  detail:
    '{rule, select, currency_unknown {There is no currency {currency} in ISO 4217.} not_whole {Minor units are whole numbers.} decimals {{currency} has {digits, plural, one {# decimal} other {# decimals}} at most.} other {Amounts in {currency} and {other_currency} do not go together.}}',
  example: { rule: 'not_whole' },
}) {}

/** The JSON form of money: whole minor units (cents) and an ISO 4217 code. */
export interface MoneyValue {
  readonly amountMinor: number;
  readonly currency: string;
}

const exponents = new Map<string, number>();

/**
 * How many decimal digits a currency has: 2 for USD, 0 for JPY, 3 for KWD (ISO 4217).
 * @throws MoneyInvalid when there is no such currency
 */
export function currencyExponent(currency: string): number {
  const digits = digitsOf(currency);
  if (digits !== undefined) return digits;
  throw new MoneyInvalid({ params: { rule: 'currency_unknown', currency } });
}

/** Whether a string is the ISO 4217 code of a currency in use, in capitals. */
export function isCurrency(text: string): boolean {
  return digitsOf(text) !== undefined;
}

/** `Intl` knows the codes in use, but its digits are those of displayed prices: 0 for IDR, where ISO 4217 has 2. */
function digitsOf(currency: string): number | undefined {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  if (!Intl.supportedValuesOf('currency').includes(currency)) return undefined;
  const digits = currencyRecord(currency)?.digits;
  if (digits !== undefined) exponents.set(currency, digits);
  return digits;
}

/** An amount of money in whole minor units. Immutable, with integer arithmetic. */
export class Money implements MoneyValue {
  private constructor(
    readonly amountMinor: number,
    readonly currency: string,
  ) {}

  /** @throws MoneyInvalid when the amount is not a safe integer or the currency is unknown */
  static of(amountMinor: number, currency: string): Money {
    if (!Number.isSafeInteger(amountMinor)) {
      throw new MoneyInvalid({ params: { rule: 'not_whole' } });
    }
    currencyExponent(currency);
    return new Money(amountMinor, currency);
  }

  static from(value: MoneyValue): Money {
    return Money.of(value.amountMinor, value.currency);
  }

  static zero(currency: string): Money {
    return Money.of(0, currency);
  }

  /**
   * Reads a decimal number such as 99.99 in major units.
   * @throws MoneyInvalid when it has more decimals than the currency
   */
  static fromDecimal(decimal: number, currency: string): Money {
    const exponent = currencyExponent(currency);
    const minor = Math.round(decimal * 10 ** exponent);
    if (!Number.isFinite(decimal) || Math.abs(minor / 10 ** exponent - decimal) > 1e-9) {
      throw new MoneyInvalid({ params: { rule: 'decimals', currency, digits: exponent } });
    }
    return Money.of(minor, currency);
  }

  /** The amount in major units, for interfaces that require a decimal number. */
  toDecimal(): number {
    return this.amountMinor / 10 ** currencyExponent(this.currency);
  }

  plus(other: Money): Money {
    return Money.of(this.amountMinor + this.same(other).amountMinor, this.currency);
  }

  minus(other: Money): Money {
    return Money.of(this.amountMinor - this.same(other).amountMinor, this.currency);
  }

  /**
   * A share of this amount, rounded half to even.
   * @param basisPoints hundredths of a percent: 2500 is 25 %
   */
  share(basisPoints: number): Money {
    if (!Number.isSafeInteger(basisPoints)) {
      throw new MoneyInvalid({ params: { rule: 'not_whole' } });
    }
    const product = BigInt(this.amountMinor) * BigInt(basisPoints);
    return Money.of(Number(divideHalfEven(product, 10_000n)), this.currency);
  }

  isZero(): boolean {
    return this.amountMinor === 0;
  }

  equals(other: MoneyValue): boolean {
    return this.amountMinor === other.amountMinor && this.currency === other.currency;
  }

  /** Negative when this is less than the other, 0 when equal, positive when more. */
  compare(other: Money): number {
    return this.amountMinor - this.same(other).amountMinor;
  }

  toJSON(): MoneyValue {
    return { amountMinor: this.amountMinor, currency: this.currency };
  }

  private same(other: Money): Money {
    if (other.currency !== this.currency) {
      throw new MoneyInvalid({
        params: { rule: 'mixed', currency: this.currency, other_currency: other.currency },
      });
    }
    return other;
  }
}

/** A quotient of whole numbers, rounded half to even. @param divisor more than 0 */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n;
  const absolute = negative ? -dividend : dividend;
  const quotient = absolute / divisor;
  const twice = (absolute % divisor) * 2n;
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  const rounded = up ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}
