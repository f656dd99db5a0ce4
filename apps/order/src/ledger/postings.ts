import type { Money, MoneyValue } from '@course-plateform/common/kernel';
import type { PaymentMethod } from '../payment-providers/payment-method';
import { LedgerAccount, LedgerKind, assetAccountOf } from './ledger-account';
import { type Posting, type PostingEntry, balanced, mirrored } from './posting';
import { type SoldLine, debitsOf, partsOf, priceOf, splitMinor, sumOf } from './sold-line';

/** The payment that money belongs to. */
export interface LedgerPayment {
  readonly id: string;
  readonly orderId: string;
  readonly method: PaymentMethod;
}

/** A dispute of a charge. */
export interface LedgerDispute {
  /** By which its provider knows it. */
  readonly id: string;
  readonly orderId: string;
  readonly amount: Money;
}

/** Keys of the ledger: the database takes each once. */
export const ledgerKeys = {
  charge: (paymentId: string) => `charge:${paymentId}`,
  /** A receipt is named by all that has come for the payment with it. */
  receipt: (paymentId: string, inAll: MoneyValue) =>
    `receipt:${paymentId}:${inAll.currency}:${String(inAll.amountMinor)}`,
  /** What the names of all receipts of a payment begin with. */
  receiptsOf: (paymentId: string) => `receipt:${paymentId}:`,
  receiptReturn: (returnId: string) => `receipt_return:${returnId}`,
  providerFee: (paymentId: string) => `provider_fee:${paymentId}`,
  refund: (refundId: string) => `refund:${refundId}`,
  refundReversal: (refundId: string) => `refund_reversal:${refundId}`,
  disputeOpened: (disputeId: string) => `dispute_opened:${disputeId}`,
  disputeClosed: (disputeId: string) => `dispute_closed:${disputeId}`,
  disputeFee: (disputeId: string) => `dispute_fee:${disputeId}`,
  disputeFeeReturn: (disputeId: string) => `dispute_fee_return:${disputeId}`,
  payout: (payoutId: string) => `payout:${payoutId}`,
  payoutConfirmed: (payoutId: string) => `payout_confirmed:${payoutId}`,
  payoutFailed: (payoutId: string) => `payout_failed:${payoutId}`,
};

const entry = (account: LedgerAccount, amountMinor: number, currency: string): PostingEntry => ({
  account,
  amountMinor,
  currency,
});

/** Money came in that pays no order, or not the whole of one. @param inAll with it and all that came before */
export function receiptPosting(payment: LedgerPayment, amount: Money, inAll: MoneyValue): Posting {
  const { amountMinor, currency } = amount;
  return balanced({
    key: ledgerKeys.receipt(payment.id, inAll),
    kind: LedgerKind.receipt,
    orderId: payment.orderId,
    entries: [
      entry(assetAccountOf(payment.method), amountMinor, currency),
      entry(LedgerAccount.unappliedReceipts, -amountMinor, currency),
    ],
  });
}

/** Money that paid no order goes back. @param returnId names the return, once for all */
export function receiptReturnPosting(
  payment: LedgerPayment,
  amount: Money,
  returnId: string,
): Posting {
  const { amountMinor, currency } = amount;
  return balanced({
    key: ledgerKeys.receiptReturn(returnId),
    kind: LedgerKind.receiptReturn,
    orderId: payment.orderId,
    entries: [
      entry(LedgerAccount.unappliedReceipts, amountMinor, currency),
      entry(assetAccountOf(payment.method), -amountMinor, currency),
    ],
  });
}

/**
 * An order was paid. What came before for its payment is unapplied until then; what is too much stays so.
 * @param amount what has just come in; zero when all was there
 * @param total of the order
 */
export function chargePosting(
  payment: LedgerPayment,
  { amount, total }: { readonly amount: Money; readonly total: Money },
  lines: readonly SoldLine[],
): Posting {
  const { currency } = total;
  const surplusMinor = amount.minus(total).amountMinor;
  return balanced({
    key: ledgerKeys.charge(payment.id),
    kind: LedgerKind.charge,
    orderId: payment.orderId,
    entries: [
      entry(assetAccountOf(payment.method), amount.amountMinor, currency),
      entry(LedgerAccount.unappliedReceipts, -surplusMinor, currency),
      ...lines.flatMap((line) => mirrored(debitsOf(line, line))),
    ],
  });
}

/** What the provider keeps of a charge; the platform bears it. */
export function providerFeePosting(payment: LedgerPayment, fee: Money): Posting {
  const { amountMinor, currency } = fee;
  return balanced({
    key: ledgerKeys.providerFee(payment.id),
    kind: LedgerKind.providerFee,
    orderId: payment.orderId,
    entries: [
      entry(LedgerAccount.providerFees, amountMinor, currency),
      entry(assetAccountOf(payment.method), -amountMinor, currency),
    ],
  });
}

/**
 * Money for a line went back to the buyer. What goes beyond the rest of its price, because of a dispute, is a loss of the
 * platform: the money is gone, and has to be posted.
 * @param line with what is left of its price
 */
export function refundPosting(
  payment: LedgerPayment,
  refund: { readonly id: string; readonly amount: Money; readonly taxMinor?: number },
  line: SoldLine,
): Posting {
  const { amountMinor, currency } = refund.amount;
  const coveredMinor = Math.min(amountMinor, priceOf(line));
  return balanced({
    key: ledgerKeys.refund(refund.id),
    kind: LedgerKind.refund,
    orderId: payment.orderId,
    entries: [
      ...debitsOf(line, partsOf(line, coveredMinor, refund.taxMinor)),
      entry(LedgerAccount.losses, amountMinor - coveredMinor, currency),
      entry(assetAccountOf(payment.method), -amountMinor, currency),
    ],
  });
}

/** The bank of the buyer sent a refund back. @param posted the entries of the refund */
export function refundReversalPosting(
  refund: { readonly id: string; readonly orderId: string },
  posted: readonly PostingEntry[],
): Posting {
  return balanced({
    key: ledgerKeys.refundReversal(refund.id),
    kind: LedgerKind.refundReversal,
    orderId: refund.orderId,
    entries: mirrored(posted),
  });
}

/**
 * The provider withdrew disputed money. The disputed parts of the prices are withheld until it is decided; they
 * are split over the lines in proportion to what is left of each.
 * @param lines of the order, with what is left of their prices
 */
export function disputeOpenedPosting(dispute: LedgerDispute, lines: readonly SoldLine[]): Posting {
  const { amountMinor, currency } = dispute.amount;
  const left = lines.map(priceOf);
  const coveredMinor = Math.min(
    amountMinor,
    left.reduce((sum, one) => sum + one, 0),
  );
  const shares = splitMinor(coveredMinor, left, currency);
  return balanced({
    key: ledgerKeys.disputeOpened(dispute.id),
    kind: LedgerKind.disputeOpened,
    orderId: dispute.orderId,
    entries: [
      entry(LedgerAccount.disputed, amountMinor, currency),
      entry(LedgerAccount.providerBalance, -amountMinor, currency),
      ...lines.flatMap((line, index) => reserved(line, shares[index] ?? 0)),
      entry(LedgerAccount.losses, amountMinor - coveredMinor, currency),
      entry(LedgerAccount.disputeReserve, coveredMinor - amountMinor, currency),
    ],
  });
}

/** Moves parts of a price into the reserve, those of instructors under their names. */
function reserved(line: SoldLine, amountMinor: number): PostingEntry[] {
  const { lineId, courseId, currency } = line;
  const parts = partsOf(line, amountMinor);
  const about = { account: LedgerAccount.disputeReserve, lineId, courseId, currency };
  return [
    ...debitsOf(line, parts),
    ...parts.shares.map((share) => ({
      ...about,
      instructorId: share.instructorId,
      amountMinor: -share.amountMinor,
    })),
    { ...about, amountMinor: sumOf(parts.shares) - amountMinor },
  ];
}

/** The money is back. @param opened the entries of its opening */
export function disputeWonPosting(
  { id, orderId }: Pick<LedgerDispute, 'id' | 'orderId'>,
  opened: readonly PostingEntry[],
): Posting {
  return balanced({
    key: ledgerKeys.disputeClosed(id),
    kind: LedgerKind.disputeWon,
    orderId,
    entries: mirrored(opened),
  });
}

/** The money is gone: what was reserved pays it. @param opened the entries of its opening */
export function disputeLostPosting(
  { id, orderId }: Pick<LedgerDispute, 'id' | 'orderId'>,
  opened: readonly PostingEntry[],
): Posting {
  const accounts = [LedgerAccount.disputed, LedgerAccount.disputeReserve];
  return balanced({
    key: ledgerKeys.disputeClosed(id),
    kind: LedgerKind.disputeLost,
    orderId,
    entries: mirrored(opened.filter(({ account }) => accounts.includes(account))),
  });
}

/** What the provider takes for a dispute; the platform bears it. A negative fee is one that comes back. */
export function disputeFeePosting(
  { id, orderId }: Pick<LedgerDispute, 'id' | 'orderId'>,
  fee: Money,
): Posting {
  const { amountMinor, currency } = fee;
  return balanced({
    key: amountMinor < 0 ? ledgerKeys.disputeFeeReturn(id) : ledgerKeys.disputeFee(id),
    kind: LedgerKind.disputeFee,
    orderId,
    entries: [
      entry(LedgerAccount.disputeFees, amountMinor, currency),
      entry(LedgerAccount.providerBalance, -amountMinor, currency),
    ],
  });
}

/** A payout to an instructor. */
export interface LedgerPayout {
  readonly id: string;
  readonly instructorId: string;
  readonly amount: Money;
}

/** A payout was ordered. */
export function payoutPosting({ id, instructorId, amount }: LedgerPayout): Posting {
  const { amountMinor, currency } = amount;
  return balanced({
    key: ledgerKeys.payout(id),
    kind: LedgerKind.payout,
    entries: [
      owed(instructorId, amountMinor, currency),
      { ...entry(LedgerAccount.payoutsInTransit, -amountMinor, currency), instructorId },
    ],
  });
}

/** The bank has sent a payout. */
export function payoutConfirmedPosting({ id, instructorId, amount }: LedgerPayout): Posting {
  const { amountMinor, currency } = amount;
  return balanced({
    key: ledgerKeys.payoutConfirmed(id),
    kind: LedgerKind.payoutConfirmed,
    entries: [
      { ...entry(LedgerAccount.payoutsInTransit, amountMinor, currency), instructorId },
      entry(LedgerAccount.bank, -amountMinor, currency),
    ],
  });
}

/** A payout did not arrive. @param wasConfirmed whether the bank had sent it, and has it back */
export function payoutFailedPosting(
  { id, instructorId, amount }: LedgerPayout,
  wasConfirmed: boolean,
): Posting {
  const { amountMinor, currency } = amount;
  return balanced({
    key: ledgerKeys.payoutFailed(id),
    kind: LedgerKind.payoutFailed,
    entries: [
      wasConfirmed
        ? entry(LedgerAccount.bank, amountMinor, currency)
        : { ...entry(LedgerAccount.payoutsInTransit, amountMinor, currency), instructorId },
      owed(instructorId, -amountMinor, currency),
    ],
  });
}

/** Earnings that are never held. */
function owed(instructorId: string, amountMinor: number, currency: string): PostingEntry {
  return { ...entry(LedgerAccount.instructorEarnings, amountMinor, currency), instructorId };
}
