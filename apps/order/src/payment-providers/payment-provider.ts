import type { Money } from '@course-plateform/common/kernel';
import type { StoredDetails } from './payment-details';
import type { PaymentMethod } from './payment-method';

/** What a provider is asked for: all of it comes from the order. */
export interface PaymentCharge {
  /** `order:<id>:payment:<n>`: the same attempt always has the same key, so that a repeat finds what is there. */
  readonly key: string;
  readonly amount: Money;
  readonly now: Date;
}

/** A payment that a provider waits for. */
export interface InitiatedPayment {
  /** By which the provider knows the payment. */
  readonly reference: string;
  readonly dueAt: Date;
  /** What the buyer needs in order to pay. */
  readonly details: StoredDetails;
}

/** How a payment stands at its provider. */
export type ProviderState =
  /** It can be paid, or is just being paid. */
  | { readonly state: 'pending' }
  /** Nobody can pay it any more, and nobody has. */
  | { readonly state: 'cancelled' }
  /** The money is there, which the provider may not have told yet. */
  | { readonly state: 'settled'; readonly received: Money };

/** Money for a payment, as its provider counts it. */
export interface ReceivedMoney {
  /**
   * `in_all` is everything so far: told twice it changes nothing. `addition` comes on top of what was there: whoever
   * hears of it sees to it that each counts once.
   */
  readonly kind: 'in_all' | 'addition';
  readonly amount: Money;
}

/** What a provider tells of by itself. */
export interface PaymentNotification {
  /** By which the provider knows the payment. */
  readonly reference: string;
  readonly received: ReceivedMoney;
}

/** Money that goes back to the buyer. */
export interface ProviderRefund {
  /** `refund:<id>`: a repeat finds the refund that is there. */
  readonly key: string;
  readonly reference: string;
  readonly amount: Money;
}

/** `by_hand`: the provider cannot, so that a person sends the money back. */
export type RefundState = 'pending' | 'succeeded' | 'by_hand';

/** The smallest and the largest amount that a provider takes, in minor units. */
export interface AmountLimits {
  readonly minimumMinor: number;
  /** None when left out. */
  readonly maximumMinor?: number;
}

/**
 * A way to pay, and the only place that knows its provider's words. Everything here may be far away: nothing of it is
 * called inside a transaction, and whatever does not answer is a `PaymentProviderUnavailable`.
 * @typeParam Message the form in which the provider tells of money, such as the raw body and headers of a webhook. Only
 *   the route of this provider knows it.
 */
export interface PaymentProvider<Message = never> {
  readonly method: PaymentMethod;
  /** Whether the settings allow it; what is not configured is not offered. */
  readonly isConfigured: boolean;
  /** How much it takes in a currency; undefined when it does not take the currency. */
  limitsIn(currency: string): AmountLimits | undefined;
  /** Begins a payment. With the same key it gives the same payment. */
  initiate(charge: PaymentCharge): Promise<InitiatedPayment>;
  /**
   * Keeps a payment from being paid. Safe to repeat.
   * @returns how it stands afterwards: `settled` when the buyer was faster, `pending` when it is too late to cancel
   */
  cancel(reference: string): Promise<ProviderState>;
  status(reference: string): Promise<ProviderState>;
  /** Sends money back. With the same key it does so once. */
  refund(refund: ProviderRefund): Promise<RefundState>;
  /** Reads what the provider tells, once it is certain that it was the provider. @returns undefined for other news */
  parseNotification(message: Message): PaymentNotification | undefined;
}

/** The key of an attempt to pay. @param number from 1 within the order */
export function paymentKey(orderId: string, number: number): string {
  return `order:${orderId}:payment:${number}`;
}
