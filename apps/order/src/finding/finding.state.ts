import { describeEnum } from '@course-plateform/types/platform';

/** What does not agree. */
export enum FindingKind {
  paidNotEnrolled = 'paid_not_enrolled',
  enrolledNotPaid = 'enrolled_not_paid',
  providerMismatch = 'provider_mismatch',
  holdWithoutOrder = 'hold_without_order',
}

describeEnum(FindingKind, {
  paid_not_enrolled: 'A line is paid, and its buyer has no access',
  enrolled_not_paid: 'A line gives access, and is not paid or was refunded',
  provider_mismatch: 'The payment provider and this service differ about money',
  hold_without_order: 'A coupon or a course is held for an order that does not wait any more',
});

/** Why. */
export enum FindingCause {
  enrollmentMissing = 'enrollment_missing',
  accessNotEnded = 'access_not_ended',
  neverPaid = 'never_paid',
  notPaidAtProvider = 'not_paid_at_provider',
  amountDiffers = 'amount_differs',
  refundMadeElsewhere = 'refund_made_elsewhere',
  refundMissingAtProvider = 'refund_missing_at_provider',
  unknownPayment = 'unknown_payment',
  eventNotHandled = 'event_not_handled',
  couponHeld = 'coupon_held',
  lineHeld = 'line_held',
}

describeEnum(FindingCause, {
  enrollment_missing: 'The user-progress service has not granted the line',
  access_not_ended: 'The line was refunded, and the user-progress service has not ended its access',
  never_paid: 'The user-progress service has granted a line that was never paid',
  not_paid_at_provider: 'The payment is paid here, and not at the provider',
  amount_differs: 'The provider took another amount than is recorded here',
  refund_made_elsewhere: 'The provider has a refund that was not made here, as in its dashboard',
  refund_missing_at_provider: 'A refund has succeeded here that the provider does not have',
  unknown_payment: 'The provider reports money for a payment that is not known here',
  event_not_handled: 'An event of the provider cannot be handled',
  coupon_held: 'The use of a coupon is held',
  line_held: 'A line keeps the buyer from another order of the course',
});
