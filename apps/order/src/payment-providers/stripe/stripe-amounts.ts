import { Money, currencyExponent } from '@course-plateform/common/kernel';
import type { AmountLimits } from '../payment-provider';

/** An amount as Stripe's API writes it. */
export interface StripeAmount {
  readonly amount: number;
  /** ISO 4217 in lower case. */
  readonly currency: string;
}

/**
 * The least that Stripe charges, in its own minor units. What is not listed here is not taken.
 * Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. It lists no minimum for currencies with
 * three decimals, ISK, KRW and UGX: theirs are round amounts above 0.50 USD, which Stripe asks for after conversion.
 */
const MINIMUMS: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BHD: 250,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  ISK: 10_000,
  JOD: 500,
  JPY: 50,
  KRW: 1000,
  KWD: 250,
  MXN: 1000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  OMR: 250,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1000,
  TND: 2000,
  UGX: 300_000,
  USD: 50,
};

/**
 * Decimals of Stripe's amounts where they are not those of ISO 4217: both are written with two decimals that must be
 * zero. Source: https://docs.stripe.com/currencies#special-cases
 */
const DECIMALS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2 };

/** Amounts have up to eight digits. Source: https://docs.stripe.com/api/payment_intents/create */
const MAXIMUM = 99_999_999;

/** The last digit of a currency with three decimals must be 0. Source: https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMALS_STEP = 10;

/** What Stripe takes in a currency, in our minor units; undefined when it does not take the currency. */
export function stripeLimits(currency: string): AmountLimits | undefined {
  const minimum = MINIMUMS[currency];
  if (minimum === undefined) return undefined;
  const factor = factorOf(currency);
  return {
    minimumMinor: Math.ceil(minimum / factor),
    maximumMinor: Math.floor(MAXIMUM / factor),
    ...(currencyExponent(currency) === 3 ? { stepMinor: THREE_DECIMALS_STEP } : {}),
  };
}

/** 19.99 USD is 1999, 500 JPY is 500, 500 ISK is 50000. */
export function toStripeAmount({ amountMinor, currency }: Money): StripeAmount {
  return { amount: amountMinor * factorOf(currency), currency: currency.toLowerCase() };
}

/** @throws MoneyInvalid when the currency is unknown, or the amount is no whole number of our minor units */
export function fromStripeAmount({ amount, currency }: StripeAmount): Money {
  const code = currency.toUpperCase();
  return Money.of(amount / factorOf(code), code);
}

/**
 * The same for what Stripe itself reckons, such as a fee, which may be a part of our minor unit: rounded to whole ones.
 * @throws MoneyInvalid when the currency is unknown
 */
export function roundedStripeAmount({ amount, currency }: StripeAmount): Money {
  const code = currency.toUpperCase();
  return Money.of(Math.round(amount / factorOf(code)), code);
}

/** How many of Stripe's minor units are one of ours. */
function factorOf(currency: string): number {
  const exponent = currencyExponent(currency);
  return 10 ** ((DECIMALS[currency] ?? exponent) - exponent);
}
