import type { Money } from '@course-plateform/common/kernel';
import type { PaymentAttempt } from './payment-attempt';
import type { PaymentCreateDto } from './payment-create.dto';
import type { StoredDetails } from './payment-details';
import type { PaymentMethod } from './payment-method';
import type { RefundFailure } from './refund-failure';

/** The payment that a provider is to start: all of it comes from the order. */
export interface PaymentCharge {
  /** `order:<id>:payment:<n>`: the same attempt always has the same key, so that a repeat finds what is there. */
  readonly key: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly amount: Money;
  /** What the buyer chose, in the form of this provider's method. */
  readonly choice: PaymentCreateDto;
  readonly now: Date;
}

/** A payment that a provider waits for. */
export interface InitiatedPayment {
  /** By which the provider knows the payment. */
  readonly reference: string;
  readonly dueAt: Date;
  /** When to ask how it stands, where `status` knows what nobody has reported; left out where it does not. */
  readonly checkAt?: Date;
  /** What the buyer needs in order to pay. */
  readonly details: StoredDetails;
}

/** How a payment stands at its provider. */
export type ProviderState =
  /** It can be paid, or is just being paid. */
  | { readonly state: 'pending'; readonly attempt?: PaymentAttempt }
  /** Nobody can pay it any more, and nobody has. */
  | { readonly state: 'cancelled' }
  /** The money is there, which the provider may not have reported yet. */
  | {
      readonly state: 'settled';
      readonly received: Money;
      /** By which the provider knows the money, for refunds; the reference when left out. */
      readonly chargeReference?: string;
    };

/** Money for a payment, as its provider counts it. */
export interface ReceivedMoney {
  /**
   * `in_all` is everything so far: reported twice it changes nothing. `addition` comes on top of what was there: whoever
   * hears of it sees to it that each counts once.
   */
  readonly kind: 'in_all' | 'addition';
  readonly amount: Money;
  /** Nothing will be added to it: any other amount than the one that was asked for needs a review. */
  readonly isFinal?: true;
}

/** What a provider reports about a payment by itself. */
export interface PaymentNotification {
  /** By which the provider knows the payment. */
  readonly reference: string;
  /** The key of the payment, where the provider reports it. */
  readonly key?: string;
  /** The money that is there. Null when the report is about something else, which `status` tells as it is now. */
  readonly received: ReceivedMoney | null;
  /** By which the provider knows the money, for refunds; the reference when left out. */
  readonly chargeReference?: string;
  /** Whether it reports that a try of the buyer has failed: each such report counts. */
  readonly hasFailed?: true;
}

/** Money that goes back to the buyer. */
export interface ProviderRefund {
  /** `refund:<id>`: a repeat finds the refund that is there. */
  readonly key: string;
  /** By which the provider knows the money that came (`chargeReference`). */
  readonly chargeReference: string;
  readonly amount: Money;
}

/** How a refund stands at its provider. */
export interface ProviderRefundState {
  readonly state: 'pending' | 'succeeded' | 'failed' | 'canceled';
  /** By which the provider knows the refund; null when it made none. */
  readonly reference: string | null;
  /** Why it failed; only when it has. */
  readonly failure?: RefundFailure;
}

/** A refund as its provider lists it. */
export interface ListedRefund {
  readonly reference: string;
  /** Ours; undefined when it was made elsewhere, as in the dashboard of the provider. */
  readonly key: string | undefined;
  readonly amount: Money;
  readonly state: ProviderRefundState['state'];
}

/** What a provider reports about refunds by itself: something has changed, and the provider tells what when it is asked. */
export interface RefundNotification {
  /** The key of the refund; undefined when the report is about all refunds of a charge. */
  readonly key: string | undefined;
  readonly chargeReference: string | undefined;
}

/** How a provider sends money back. */
export interface ProviderRefunds<Message = never> {
  /** Sends it. With the same key it does so once, however much later the repeat comes. */
  send(refund: ProviderRefund): Promise<ProviderRefundState>;
  status(reference: string): Promise<ProviderRefundState>;
  /** All refunds of some money, whoever made them. */
  list(chargeReference: string): Promise<ListedRefund[]>;
  /** @returns undefined for a message that is not about refunds */
  parseNotification(message: Message): RefundNotification | undefined;
}

/** How a provider says what it keeps of a charge. */
export interface ProviderFeeReports {
  /**
   * What it keeps of the money of a charge, in the currency of the account there.
   * @param chargeReference by which the provider knows the money that came
   * @returns undefined when it does not know yet
   */
  feeOf(chargeReference: string): Promise<Money | undefined>;
}

/** A dispute as its provider has it. */
export interface ProviderDispute {
  readonly reference: string;
  /** By which the provider knows the money. */
  readonly chargeReference: string;
  /** Of the payment, where the provider reports it. */
  readonly key?: string;
  /** An inquiry is a question of the bank: no money has been taken, and it is no dispute yet. */
  readonly state: 'inquiry' | 'needs_response' | 'under_review' | 'won' | 'lost';
  /** What the bank has taken back. */
  readonly amount: Money;
  /** What the provider takes for it, in minor units of the same currency. */
  readonly feeMinor: number;
  /** In the words of the provider. */
  readonly reason: string;
  readonly evidenceDueAt: Date | null;
}

/** What shall convince the bank, as text. */
export interface DisputeEvidence {
  /** A repeat with it changes nothing. */
  readonly key: string;
  readonly summary: string;
  /** Sign-ins and progress, with their times. */
  readonly activity: string;
  readonly courses: string;
}

/** How a provider has disputes decided. */
export interface ProviderDisputes<Message = never> {
  status(reference: string): Promise<ProviderDispute>;
  /** The references of all disputes about some money. */
  list(chargeReference: string): Promise<string[]>;
  /** Sends evidence to the bank. @throws DisputeEvidenceRefused when it is too late, or was sent before */
  submit(reference: string, evidence: DisputeEvidence): Promise<ProviderDispute>;
  /** @returns undefined for a message that is not about a dispute */
  parseNotification(message: Message): { readonly reference: string } | undefined;
}

/** The smallest and the largest amount that a provider takes, in minor units. */
export interface AmountLimits {
  readonly minimumMinor: number;
  /** None when left out. */
  readonly maximumMinor?: number;
  /** Amounts are a multiple of it; 1 when left out. */
  readonly stepMinor?: number;
}

/**
 * A way to pay, and the only place that knows its provider's words. Everything here may be far away: nothing of it is
 * called inside a transaction, and whatever does not respond is a `PaymentProviderUnavailable`.
 * @typeParam Message the form in which the provider reports money, such as the raw body and headers of a webhook. Only
 *   the route of this provider knows it.
 */
export interface PaymentProvider<Message = never> {
  readonly method: PaymentMethod;
  /** Whether the settings allow it; what is not configured is not offered. */
  readonly isConfigured: boolean;
  /**
   * How many tries of one order may fail before it takes no more: whoever has a list of stolen cards finds out here which
   * ones work, if nothing ends it.
   */
  readonly attemptsMax: number;
  /** How much it takes in a currency; undefined when it does not take the currency. */
  limitsIn(currency: string): AmountLimits | undefined;
  /** Whether an open payment is what the buyer chooses now; else it is canceled, and another one begins. */
  serves(details: StoredDetails, choice: PaymentCreateDto): boolean;
  /** Begins a payment. With the same key it gives the same payment. @throws PaymentReturnUrlNotAllowed */
  initiate(charge: PaymentCharge): Promise<InitiatedPayment>;
  /**
   * Keeps a payment from being paid. Safe to repeat.
   * @returns how it stands afterwards: `settled` when the buyer was faster, `pending` when it is too late to cancel
   */
  cancel(reference: string): Promise<ProviderState>;
  status(reference: string): Promise<ProviderState>;
  /** Null when it cannot send money back: an admin does it, and records the bank reference. */
  readonly refunds: ProviderRefunds<Message> | null;
  /** Left out when it keeps nothing of a charge, or is paid for in another way. */
  readonly fees?: ProviderFeeReports;
  /** Left out where payments cannot be disputed. */
  readonly disputes?: ProviderDisputes<Message>;
  /** Reads a message of the provider. @returns undefined for a message that is not about a payment */
  parseNotification(message: Message): PaymentNotification | undefined;
}

/** The key of an attempt to pay. @param number from 1 within the order */
export function paymentKey(orderId: string, number: number): string {
  return `order:${orderId}:payment:${number}`;
}

const PAYMENT_KEY = /^order:([0-9a-f-]{36}):payment:(\d{1,4})$/;

/** What a key says; undefined when it is none of ours. */
export function readPaymentKey(key: string): { orderId: string; number: number } | undefined {
  const [, orderId, number] = PAYMENT_KEY.exec(key) ?? [];
  return orderId === undefined ? undefined : { orderId, number: Number(number) };
}

/** The key of a refund. */
export function refundKey(refundId: string): string {
  return `refund:${refundId}`;
}

const REFUND_KEY = /^refund:([0-9a-f-]{36})$/;

/** The id of the refund that a key names; undefined when it is none of ours. */
export function readRefundKey(key: string): string | undefined {
  return REFUND_KEY.exec(key)?.[1];
}
