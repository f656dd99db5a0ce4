import { describeEnum } from '@course-plateform/types/platform';

/** Why a step of the history of an order was taken down, where its state alone does not say it. */
export enum OrderStepCause {
  latePaymentAccepted = 'late_payment_accepted',
  paymentInReview = 'payment_in_review',
  paymentApplied = 'payment_applied',
  paymentRefunded = 'payment_refunded',
  paymentKept = 'payment_kept',
  disputed = 'disputed',
  disputeWon = 'dispute_won',
  disputeLost = 'dispute_lost',
}

describeEnum(OrderStepCause, {
  late_payment_accepted: 'Its money came after it had ended, and the courses were still free',
  payment_in_review: 'Money came that could not pay it; an admin decides, or it goes back',
  payment_applied: 'An admin has paid it with that money',
  payment_refunded: 'That money goes back to the buyer',
  disputed:
    'The bank of the buyer has taken the payment back; access is suspended until that is decided',
  dispute_won: 'The bank has decided that the payment stands; access is as before',
  dispute_lost: 'The bank keeps the money, and the access ends',
  payment_kept: 'An admin has kept that money, for the reason in the review',
});
