import type { Transitions } from '@course-plateform/common/kernel';

export enum PaymentStatus {
  open = 'open',
  succeeded = 'succeeded',
  /** The order ended first, was paid in another way, or is to be. */
  closed = 'closed',
  /** Money came for an order that did not wait for it any more: a person decides. */
  needsReview = 'needs_review',
}

export const PAYMENT_TRANSITIONS: Transitions<PaymentStatus> = {
  [PaymentStatus.open]: [PaymentStatus.succeeded, PaymentStatus.closed, PaymentStatus.needsReview],
  [PaymentStatus.succeeded]: [],
  [PaymentStatus.closed]: [PaymentStatus.needsReview],
  [PaymentStatus.needsReview]: [],
};
