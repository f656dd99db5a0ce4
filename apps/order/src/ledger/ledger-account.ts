import { describeEnum } from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-providers/payment-method';

/** Where money is, or whose it is. A debit is positive, a credit negative. */
export enum LedgerAccount {
  providerBalance = 'provider_balance',
  bank = 'bank',
  disputed = 'disputed',
  unappliedReceipts = 'unapplied_receipts',
  instructorEarnings = 'instructor_earnings',
  disputeReserve = 'dispute_reserve',
  payoutsInTransit = 'payouts_in_transit',
  taxPayable = 'tax_payable',
  platformRevenue = 'platform_revenue',
  providerFees = 'provider_fees',
  disputeFees = 'dispute_fees',
  losses = 'losses',
}

describeEnum(LedgerAccount, {
  provider_balance: 'Asset: money that the payment provider holds for the platform',
  bank: "Asset: money on the platform's bank account",
  disputed: 'Asset: money that the provider has withdrawn for disputes that are open',
  unapplied_receipts: 'Liability: money that came in and belongs to no order',
  instructor_earnings: 'Liability: shares that are owed to instructors, held or available',
  dispute_reserve: 'Liability: parts of prices that are withheld until a dispute is decided',
  payouts_in_transit: 'Liability: payouts that are ordered and not confirmed',
  tax_payable: 'Liability: tax that is owed to the state',
  platform_revenue: "Revenue: the platform's part of prices",
  provider_fees: 'Expense: what payment providers keep of charges',
  dispute_fees: 'Expense: what payment providers take for disputes',
  losses: 'Expense: money that went back to buyers beyond what was left of the price',
});

/** Why something was posted. */
export enum LedgerKind {
  receipt = 'receipt',
  receiptReturn = 'receipt_return',
  charge = 'charge',
  providerFee = 'provider_fee',
  refund = 'refund',
  refundReversal = 'refund_reversal',
  disputeOpened = 'dispute_opened',
  disputeWon = 'dispute_won',
  disputeLost = 'dispute_lost',
  disputeFee = 'dispute_fee',
  payout = 'payout',
  payoutConfirmed = 'payout_confirmed',
  payoutFailed = 'payout_failed',
}

describeEnum(LedgerKind, {
  receipt: 'Money came in that pays no order, or not the whole of one',
  receipt_return: 'Such money went back to whoever sent it',
  charge: 'An order was paid',
  provider_fee: 'What the payment provider keeps of a charge',
  refund: 'Money for a line of an order went back to the buyer',
  refund_reversal: 'The bank of the buyer sent a refund back',
  dispute_opened: "The provider withdrew money that the buyer's bank disputes",
  dispute_won: 'A dispute was decided for the platform: the money is back',
  dispute_lost: 'A dispute was decided for the buyer: the money is gone',
  dispute_fee: 'What the payment provider takes for a dispute',
  payout: 'A payout to an instructor was ordered',
  payout_confirmed: 'The bank has sent a payout',
  payout_failed: 'A payout did not arrive: the instructor is owed the money again',
});

/** The account that the money of a payment method comes to. */
export function assetAccountOf(method: PaymentMethod): LedgerAccount {
  return method === PaymentMethod.bankTransfer ? LedgerAccount.bank : LedgerAccount.providerBalance;
}
