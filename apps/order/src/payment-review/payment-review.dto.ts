import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  MoneyDto,
  MoneyField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import type { PaymentReview } from '../payment/payment-review.entity';
import { PaymentReviewReason, PaymentReviewStatus } from '../payment/payment.state';
import { PaymentMethod } from '../payment-providers/payment-method';

export enum PaymentReviewAction {
  apply = 'apply',
  refund = 'refund',
  keep = 'keep',
}

describeEnum(PaymentReviewAction, {
  apply: 'It pays the order, which is reopened if it has ended',
  refund: 'It goes back to the buyer',
  keep: 'Everything stays as it is; needs a `reason`',
});

export class PaymentReviewDecisionCreateDto {
  @EnumField(PaymentReviewAction, 'PaymentReviewAction', {
    description: 'What becomes of the money',
  })
  action!: PaymentReviewAction;

  @TextField({
    max: 2000,
    optional: true,
    example: 'The buyer asked us to use it for their next order.',
    description: 'Why; required for keeping the money',
  })
  reason?: string;
}

export class PaymentReviewListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only money for this order' })
  orderId?: string;

  @EnumField(PaymentReviewStatus, 'PaymentReviewStatus', {
    optional: true,
    description: 'Only reviews in this state',
  })
  status?: PaymentReviewStatus;
}

export class PaymentReviewResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The payment for which the money came' })
  paymentId!: string;

  @IdField({ description: 'The order of the payment' })
  orderId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'How the money came' })
  method!: PaymentMethod;

  @EnumField(PaymentReviewReason, 'PaymentReviewReason', {
    description: 'Why it could not pay the order',
  })
  reason!: PaymentReviewReason;

  @EnumField(PaymentReviewStatus, 'PaymentReviewStatus', { description: 'What has become of it' })
  status!: PaymentReviewStatus;

  @MoneyField({ description: 'What came in' })
  received!: MoneyDto;

  @MoneyField({ description: 'What the payment was for' })
  expected!: MoneyDto;

  @IdField({ nullable: true, description: 'The last refund of it; null when there was none' })
  refundId!: string | null;

  @IdField({
    nullable: true,
    description: 'The admin who decided; null before, and when it was decided by rule',
  })
  decidedBy!: string | null;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'The buyer asked us to use it for their next order.',
    description: 'Why it was decided so; null when nothing was said',
  })
  decisionReason!: string | null;

  @DateTimeField({ nullable: true, description: 'When it was decided; null before' })
  decidedAt!: string | null;

  @DateTimeField({ description: 'When the money could not pay the order' })
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes' })
  version!: number;
}

export class PaymentReviewPageResponse extends CursorPageOf(PaymentReviewResponse) {}

export function toPaymentReviewResponse(review: PaymentReview): PaymentReviewResponse {
  const { id, paymentId, orderId, buyerId, method, reason, status } = review;
  const { refundId, decidedBy, decisionReason, version } = review;
  return {
    ...{ id, paymentId, orderId, buyerId, method, reason, status },
    ...{ refundId, decidedBy, decisionReason, version },
    received: review.amount.toJSON(),
    expected: review.expected.toJSON(),
    decidedAt: review.decidedAt?.toISOString() ?? null,
    createdAt: review.createdAt.toISOString(),
  };
}
