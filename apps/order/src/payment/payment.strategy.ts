import type { Money } from '@course-plateform/common/kernel';
import type { BankAccount, PaymentMethod } from './payment.entity';

/** What a provider is asked for: all of it comes from the order. */
export interface PaymentCharge {
  /** `order:<id>:payment:<n>`: the same attempt always has the same key, so that a repeat finds what is there. */
  readonly key: string;
  readonly amount: Money;
  readonly now: Date;
}

/** What the buyer needs in order to pay. */
export interface PaymentInstructions {
  /** By which the provider knows the payment. */
  readonly reference: string;
  readonly dueAt: Date;
  /** Only for a bank transfer. */
  readonly bankAccount: BankAccount | null;
}

/** A way to pay. A new provider is one more class, listed in the payment module. */
export interface PaymentStrategy {
  readonly method: PaymentMethod;
  /** Whether the settings allow it; what is not configured is not offered. */
  readonly isConfigured: boolean;
  /** Begins a payment at the provider; called outside of any transaction, and safe to repeat with the same key. */
  start(charge: PaymentCharge): Promise<PaymentInstructions>;
}

/** The ways to pay, as the payment module lists them. */
export const PAYMENT_STRATEGIES = Symbol('PAYMENT_STRATEGIES');

/** The key of an attempt to pay. @param number from 1 within the order */
export function paymentKey(orderId: string, number: number): string {
  return `order:${orderId}:payment:${number}`;
}
