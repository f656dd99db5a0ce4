import type { Transitions } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';

export enum RefundStatus {
  pending = 'pending',
  succeeded = 'succeeded',
  failed = 'failed',
  canceled = 'canceled',
}

describeEnum(RefundStatus, {
  pending: 'On its way; a refund by bank transfer waits until an admin has sent it',
  succeeded: 'The money has gone back',
  failed: 'The money did not reach the buyer, as `failure` says; it can be refunded again',
  canceled: 'The provider has canceled it; it can be refunded again',
});

export const REFUND_TRANSITIONS: Transitions<RefundStatus> = {
  [RefundStatus.pending]: [RefundStatus.succeeded, RefundStatus.failed, RefundStatus.canceled],
  // The bank of the buyer may send the money back days later.
  [RefundStatus.succeeded]: [RefundStatus.failed],
  [RefundStatus.failed]: [],
  [RefundStatus.canceled]: [],
};

/** The refunds whose money is not ours any more, or will not be. */
export const COUNTED_REFUNDS: readonly RefundStatus[] = [
  RefundStatus.pending,
  RefundStatus.succeeded,
];

export enum RefundRequestStatus {
  open = 'open',
  approved = 'approved',
  rejected = 'rejected',
}

describeEnum(RefundRequestStatus, {
  open: 'Waits for the decision of an admin',
  approved: 'Approved; `refundId` is the refund',
  rejected: 'Rejected, as `decisionReason` says',
});

export const REFUND_REQUEST_TRANSITIONS: Transitions<RefundRequestStatus> = {
  [RefundRequestStatus.open]: [RefundRequestStatus.approved, RefundRequestStatus.rejected],
  [RefundRequestStatus.approved]: [],
  [RefundRequestStatus.rejected]: [],
};
