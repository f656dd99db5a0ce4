import type { Transitions } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';

/** Where a dispute stands. */
export enum DisputeStatus {
  needsResponse = 'needs_response',
  underReview = 'under_review',
  won = 'won',
  lost = 'lost',
}

describeEnum(DisputeStatus, {
  needs_response: 'Waits for evidence until `evidenceDueAt`',
  under_review: 'The evidence is with the bank of the buyer, which decides',
  won: 'The money is back, and the access is as before',
  lost: 'The bank keeps the money, and the access has ended as with a refund',
});

export const DISPUTE_TRANSITIONS: Transitions<DisputeStatus> = {
  [DisputeStatus.needsResponse]: [DisputeStatus.underReview, DisputeStatus.won, DisputeStatus.lost],
  [DisputeStatus.underReview]: [DisputeStatus.needsResponse, DisputeStatus.won, DisputeStatus.lost],
  [DisputeStatus.won]: [],
  [DisputeStatus.lost]: [],
};
