import type { Transitions } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';

export enum PaymentStatus {
  open = 'open',
  succeeded = 'succeeded',
  /** The order ended first, was paid in another way, or is to be. */
  closed = 'closed',
  /** Money came for an order that did not wait for it any more: a user decides. */
  needsReview = 'needs_review',
  /** It was decided, and did not pay the order. */
  reviewed = 'reviewed',
}

describeEnum(PaymentStatus, {
  open: 'Waits for money until `dueAt`',
  succeeded: 'The full amount has arrived',
  closed: 'Takes no money any more: the order ended first, or is paid in another way',
  needs_review: 'Money came for an order that did not wait for it any more; an admin decides',
  reviewed: 'Its money could not pay the order, and goes back or is kept, as was decided',
});

/** Why a user has to decide what becomes of money. */
export enum PaymentReviewReason {
  orderOver = 'order_over',
  amountMismatch = 'amount_mismatch',
  currencyMismatch = 'currency_mismatch',
}

describeEnum(PaymentReviewReason, {
  order_over: 'The order had ended, or was paid or is to be paid in another way',
  amount_mismatch: 'The provider took another amount than the order asked for',
  currency_mismatch: 'The provider took it in another currency than the order asked for',
});

export const PAYMENT_TRANSITIONS: Transitions<PaymentStatus> = {
  [PaymentStatus.open]: [PaymentStatus.succeeded, PaymentStatus.closed, PaymentStatus.needsReview],
  [PaymentStatus.succeeded]: [],
  [PaymentStatus.closed]: [PaymentStatus.needsReview, PaymentStatus.open],
  [PaymentStatus.needsReview]: [PaymentStatus.succeeded, PaymentStatus.reviewed],
  // More money came, or a refund did not reach the buyer.
  [PaymentStatus.reviewed]: [PaymentStatus.needsReview],
};

/** What has become of money that could not pay its order. */
export enum PaymentReviewStatus {
  open = 'open',
  applied = 'applied',
  refunded = 'refunded',
  kept = 'kept',
}

describeEnum(PaymentReviewStatus, {
  open: 'Waits for the decision of an admin, or goes back by itself in a moment',
  applied: 'It has paid the order after all',
  refunded: 'It goes back to the buyer; `refundId` is the refund',
  kept: 'It stays, as `decisionReason` says',
});

export const PAYMENT_REVIEW_TRANSITIONS: Transitions<PaymentReviewStatus> = {
  [PaymentReviewStatus.open]: [
    PaymentReviewStatus.applied,
    PaymentReviewStatus.refunded,
    PaymentReviewStatus.kept,
  ],
  [PaymentReviewStatus.applied]: [],
  // The refund did not reach the buyer.
  [PaymentReviewStatus.refunded]: [PaymentReviewStatus.open],
  [PaymentReviewStatus.kept]: [],
};
