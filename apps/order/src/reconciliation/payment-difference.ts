import type { Payment } from '../payment/payment.entity';
import { PaymentStatus } from '../payment/payment.state';
import {
  type ListedRefund,
  type ProviderState,
  readRefundKey,
} from '../payment-providers/payment-provider';
import type { Refund } from '../refund/refund.entity';
import { RefundStatus } from '../refund/refund.state';
import { FindingCause, FindingKind } from '../finding/finding.state';
import type { FindingDraft } from '../finding/findings.service';

/** A payment on both sides. */
export interface ComparedPayment {
  readonly standing: ProviderState;
  /** The refunds of the provider. */
  readonly listed: readonly ListedRefund[];
  /** Ours. */
  readonly refunds: readonly Refund[];
}

const GONE: readonly ListedRefund['state'][] = ['failed', 'canceled'];
const HAS_MONEY: readonly PaymentStatus[] = [PaymentStatus.succeeded, PaymentStatus.reviewed];

/** Everything that differs about a payment; nothing when both sides agree. */
export function differencesOf(payment: Payment, compared: ComparedPayment): FindingDraft[] {
  return [
    ...differencesOfMoney(payment, compared.standing),
    ...refundsMadeElsewhere(payment, compared),
    ...refundsMissing(payment, compared),
  ];
}

function differencesOfMoney(payment: Payment, standing: ProviderState): FindingDraft[] {
  if (!HAS_MONEY.includes(payment.status)) return [];
  const at = { subject: payment.id };
  if (standing.state !== 'settled') {
    return [draft(payment, { ...at, cause: FindingCause.notPaidAtProvider })];
  }
  const { amountMinor, currency } = standing.received;
  // What was taken in another currency was reviewed.
  if (currency !== payment.currency || amountMinor === payment.receivedMinor) return [];
  const details = { amountMinor, currency };
  return [draft(payment, { ...at, cause: FindingCause.amountDiffers, details })];
}

function refundsMadeElsewhere(
  payment: Payment,
  { listed, refunds }: ComparedPayment,
): FindingDraft[] {
  return listed.flatMap((there) => {
    const isOurs = refunds.some((here) => isSame(here, there));
    if (isOurs || GONE.includes(there.state)) return [];
    const { reference: subject, amount } = there;
    const details = amount.toJSON();
    return [draft(payment, { subject, cause: FindingCause.refundMadeElsewhere, details })];
  });
}

function refundsMissing(payment: Payment, { listed, refunds }: ComparedPayment): FindingDraft[] {
  return refunds.flatMap((here) => {
    if (here.status !== RefundStatus.succeeded || here.isByHand) return [];
    const there = listed.find((one) => isSame(here, one));
    if (there && !GONE.includes(there.state)) return [];
    const details = here.amount.toJSON();
    const cause = FindingCause.refundMissingAtProvider;
    return [draft(payment, { subject: here.id, cause, details })];
  });
}

function isSame(here: Refund, there: ListedRefund): boolean {
  if (here.providerReference === there.reference) return true;
  return there.key !== undefined && readRefundKey(there.key) === here.id;
}

function draft(
  { id: aboutId, orderId }: Payment,
  rest: Pick<FindingDraft, 'subject' | 'cause' | 'details'>,
): FindingDraft {
  return { ...rest, kind: FindingKind.providerMismatch, aboutId, orderId };
}
