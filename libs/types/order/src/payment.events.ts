import { eventContract } from '@course-plateform/common/kernel';
import {
  EnumField,
  IdField,
  MoneyDto,
  MoneyField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';

/** What becomes of money that could not pay its order. */
export enum PaymentReviewOutcome {
  applied = 'applied',
  refunded = 'refunded',
  kept = 'kept',
}

describeEnum(PaymentReviewOutcome, {
  applied: 'It has paid the order after all',
  refunded: 'It goes back to the buyer',
  kept: 'It stays, as `reason` says',
});

export class PaymentReviewed {
  @IdField({ description: 'The review' })
  reviewId!: string;

  @IdField({ description: 'The payment for which the money came' })
  paymentId!: string;

  @IdField({ description: 'The order of the payment' })
  orderId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @EnumField(PaymentReviewOutcome, 'PaymentReviewOutcome', {
    description: 'What becomes of the money',
  })
  outcome!: PaymentReviewOutcome;

  @MoneyField({ description: 'What came in' })
  amount!: MoneyDto;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'The buyer asked us to use it for their next order.',
    description: 'Why, in the words of the admin; null when nothing was said, or it is the rule',
  })
  reason!: string | null;
}

/** It is decided what becomes of money that could not pay its order, by an admin or by rule. */
export const paymentReviewed = eventContract({
  subject: 'evt.order.payment.reviewed.v1',
  payload: PaymentReviewed,
  consumers: {},
});
