import type { Transitions } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';

export enum PayoutStatus {
  pending = 'pending',
  paid = 'paid',
  failed = 'failed',
}

describeEnum(PayoutStatus, {
  pending: 'Ordered; an admin transfers the money and confirms it',
  paid: 'The bank has sent the money',
  failed: 'The money did not arrive; the instructor is owed it again',
});

export const PAYOUT_TRANSITIONS: Transitions<PayoutStatus> = {
  [PayoutStatus.pending]: [PayoutStatus.paid, PayoutStatus.failed],
  // The bank of the instructor may send the money back days later.
  [PayoutStatus.paid]: [PayoutStatus.failed],
  [PayoutStatus.failed]: [],
};

export enum PayoutRunStatus {
  running = 'running',
  completed = 'completed',
}

describeEnum(PayoutRunStatus, {
  running: 'Payouts are being made',
  completed: 'Everybody who is owed enough has a payout',
});
