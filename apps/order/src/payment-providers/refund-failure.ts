import { describeEnum } from '@course-plateform/types/platform';

/** Why a refund did not reach the buyer. */
export enum RefundFailure {
  cardGone = 'card_unavailable',
  declined = 'declined',
  refused = 'refused_by_provider',
  unknown = 'unknown',
}

describeEnum(RefundFailure, {
  card_unavailable: 'The card has expired, or was lost, stolen or canceled',
  declined: 'The bank of the buyer did not take the money',
  refused_by_provider: 'The provider did not send it, such as for a charge that is disputed',
  unknown: 'The provider does not say why',
});
