import { describeEnum } from '@course-plateform/types/platform';
import type { PaymentMethod } from './payment-method';
import type { AmountLimits, PaymentProvider } from './payment-provider';

/** Why a way to pay is not offered. */
export enum PaymentRefusal {
  notConfigured = 'not_configured',
  currency = 'currency_not_supported',
  tooSmall = 'amount_too_small',
  tooLarge = 'amount_too_large',
  step = 'amount_not_divisible',
}

describeEnum(PaymentRefusal, {
  not_configured: 'The platform does not offer it at present',
  currency_not_supported: 'It does not take the currency',
  amount_too_small: 'The amount is below `minimum`',
  amount_too_large: 'The amount is above `maximum`',
  amount_not_divisible: 'Its last decimal must be 0 in this currency',
});

/** What shall be paid, as far as it is known. */
export interface PriceToPay {
  readonly currency?: string | undefined;
  readonly amountMinor?: number | undefined;
}

/** A way to pay, and whether it is open to a price. */
export interface PaymentOffer {
  readonly method: PaymentMethod;
  readonly refusal: PaymentRefusal | undefined;
  /** In the currency of the price; undefined without one, or when the currency is not taken. */
  readonly limits: AmountLimits | undefined;
}

/** The one rule of what can be paid how: `GET /payment-methods` tells it, and beginning a payment keeps to it. */
export function offerOf(provider: PaymentProvider, price: PriceToPay): PaymentOffer {
  const { method } = provider;
  const limits = price.currency === undefined ? undefined : provider.limitsIn(price.currency);
  return { method, limits, refusal: refusalOf(provider, price, limits) };
}

function refusalOf(
  { isConfigured }: PaymentProvider,
  { currency, amountMinor }: PriceToPay,
  limits: AmountLimits | undefined,
): PaymentRefusal | undefined {
  if (!isConfigured) return PaymentRefusal.notConfigured;
  if (currency === undefined) return undefined;
  if (!limits) return PaymentRefusal.currency;
  if (amountMinor === undefined) return undefined;
  if (amountMinor < limits.minimumMinor) return PaymentRefusal.tooSmall;
  if (amountMinor > (limits.maximumMinor ?? Infinity)) return PaymentRefusal.tooLarge;
  return amountMinor % (limits.stepMinor ?? 1) === 0 ? undefined : PaymentRefusal.step;
}
