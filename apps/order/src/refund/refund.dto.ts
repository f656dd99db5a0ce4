import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  MoneyDto,
  MoneyField,
  TextField,
} from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-providers/payment-method';
import { RefundFailure } from '../payment-providers/refund-failure';
import type { Refund } from './refund.entity';
import { RefundStatus } from './refund.state';

export class RefundCreateDto {
  @IdField({ description: 'The line of the order whose money goes back' })
  lineId!: string;

  @MoneyField({
    optional: true,
    description: 'How much goes back, at most what remains of the line; all of that when left out',
  })
  amount?: MoneyDto;

  @BooleanField({
    optional: true,
    description:
      'Whether the buyer loses the course though only a part of its price goes back; false when left out. With the whole price the course is lost in any case',
  })
  endsAccess?: boolean;

  @TextField({
    max: 2000,
    optional: true,
    example: 'Sold by mistake.',
    description: 'Why, for the buyer',
  })
  reason?: string;
}

export class RefundCompletionCreateDto {
  @TextField({
    max: 140,
    example: '2026-01-31/0043',
    description:
      "The bank's own reference of the transfer; each counts once, whatever its capitals, blanks and dashes",
  })
  bankReference!: string;
}

export class RefundListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only refunds of this order' })
  orderId?: string;

  @EnumField(RefundStatus, 'RefundStatus', {
    optional: true,
    description: 'Only refunds in this state',
  })
  status?: RefundStatus;
}

export class RefundResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The order' })
  orderId!: string;

  @IdField({
    nullable: true,
    description: 'The line whose money goes back; null for money that could not pay the order',
  })
  lineId!: string | null;

  @IdField({ description: 'The payment that brought the money' })
  paymentId!: string;

  @IdField({ nullable: true, description: 'The request for it; null when there was none' })
  requestId!: string | null;

  @IdField({ nullable: true, description: 'The course of the line; null without a line' })
  courseId!: string | null;

  @IdField({ description: 'The user who gets the money' })
  buyerId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'How it goes back: as it was paid' })
  method!: PaymentMethod;

  @EnumField(RefundStatus, 'RefundStatus', { description: 'Where the refund stands' })
  status!: RefundStatus;

  @MoneyField({ description: 'What goes back' })
  amount!: MoneyDto;

  @MoneyField({ description: 'The tax in what goes back' })
  tax!: MoneyDto;

  @BooleanField({
    description: 'Whether the buyer loses the course also when this is not the whole price',
  })
  endsAccess!: boolean;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'Sold by mistake.',
    description: 'Why, for the buyer; null when nothing was said',
  })
  reason!: string | null;

  @TextField({
    max: 140,
    nullable: true,
    example: '2026-01-31/0043',
    description: "The bank's own reference of the transfer; null for every other method",
  })
  bankReference!: string | null;

  @EnumField(RefundFailure, 'RefundFailure', {
    nullable: true,
    description: 'Why it failed; null unless it did',
  })
  failure!: RefundFailure | null;

  @DateTimeField({ nullable: true, description: 'When the money went back; null before' })
  completedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class RefundPageResponse extends CursorPageOf(RefundResponse) {}

export function toRefundResponse(refund: Refund): RefundResponse {
  const { id, orderId, lineId, paymentId, requestId, courseId, buyerId, method } = refund;
  const { status, endsAccess, reason, bankReference, failure, version } = refund;
  return {
    ...{ id, orderId, lineId, paymentId, requestId, courseId, buyerId, method },
    ...{ status, endsAccess, reason, bankReference, failure, version },
    amount: refund.amount.toJSON(),
    tax: { amountMinor: refund.taxMinor, currency: refund.currency },
    completedAt: refund.completedAt?.toISOString() ?? null,
    createdAt: refund.createdAt.toISOString(),
  };
}
