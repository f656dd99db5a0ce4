import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  TextField,
} from '@course-plateform/types/platform';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { Dispute } from '../payment/dispute.entity';
import { DisputeStatus } from '../payment/dispute.state';
import { PaymentMethod } from '../payment-providers/payment-method';
import { TransactionResponse } from '../transaction/transaction.dto';

export class DisputeListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only disputes about this order' })
  orderId?: string;

  @EnumField(DisputeStatus, 'DisputeStatus', {
    optional: true,
    description: 'Only disputes in this state',
  })
  status?: DisputeStatus;
}

export class EvidenceSubmissionCreateDto {
  @TextField({
    max: 4000,
    optional: true,
    example: 'The buyer wrote on 3 February that the course was excellent.',
    description: 'What you add to the evidence pack, for the bank',
  })
  note?: string;
}

export class DisputeResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The order whose payment is disputed' })
  orderId!: string;

  @IdField({ description: 'The payment that is disputed' })
  paymentId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'How it was paid' })
  method!: PaymentMethod;

  @TextField({ max: 255, example: 'du_1Nv', description: 'By which the provider knows it' })
  providerReference!: string;

  @EnumField(DisputeStatus, 'DisputeStatus', { description: 'Where it stands' })
  status!: DisputeStatus;

  @MoneyField({ description: 'What the bank of the buyer has taken back' })
  amount!: MoneyDto;

  @MoneyField({ description: 'What the provider takes for it, whoever is right' })
  fee!: MoneyDto;

  @TextField({
    max: 100,
    example: 'fraudulent',
    description: 'What the buyer has told the bank, in the words of the provider',
  })
  reason!: string;

  @IdListField({ maxItems: 50, description: 'The lines whose access is suspended, or was' })
  lineIds!: string[];

  @DateTimeField({ nullable: true, description: 'Until when evidence counts; null when never' })
  evidenceDueAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When evidence was sent; null before' })
  submittedAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When the bank decided; null before' })
  closedAt!: string | null;

  @DateTimeField({ description: 'When it became known here' })
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class DisputePageResponse extends CursorPageOf(DisputeResponse) {}

export class SignInEvidence {
  @DateTimeField({ description: 'When the buyer signed in' })
  at!: string;

  @TextField({
    nullable: true,
    example: 'Mozilla/5.0 (X11; Linux x86_64)',
    description: 'The browser or program as it names itself; null when it did not',
  })
  userAgent!: string | null;

  @TextField({
    max: 64,
    nullable: true,
    example: '203.0.113.0',
    description: 'The network, with the address cut off; null when it is not known',
  })
  network!: string | null;
}

export class CourseEvidence {
  @IdField({ description: 'The course' })
  courseId!: string;

  @TextField({ example: 'Complete Web Development', description: 'Its title when it was sold' })
  title!: string;

  @MoneyField({ description: 'What the buyer paid for it' })
  price!: MoneyDto;

  @MoneyField({ description: 'What has gone back of that' })
  refunded!: MoneyDto;

  @EnumField(EnrollmentStatus, 'EnrollmentStatus', {
    nullable: true,
    description: 'Whether the buyer has access; null when there was no enrollment',
  })
  enrollmentStatus!: EnrollmentStatus | null;

  @NumberField({
    min: 0,
    max: 100,
    example: 66.66,
    description: 'How much of it was learned, in percent',
  })
  percent!: number;

  @IntegerField({ min: 0, description: 'How many lessons were marked complete' })
  completedLessons!: number;

  @DateTimeField({
    nullable: true,
    description: 'When the buyer first got access; null without it',
  })
  enrolledAt!: string | null;

  @DateTimeField({
    nullable: true,
    description: 'When the first lesson was completed; null before',
  })
  firstCompletionAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When the last lesson was completed; null before' })
  lastCompletionAt!: string | null;

  @DateTimeField({ nullable: true, description: 'When the course was completed; null before' })
  completedAt!: string | null;
}

export class DisputeEvidenceResponse {
  @IdField({ description: 'The dispute' })
  disputeId!: string;

  @IdField({ description: 'The order' })
  orderId!: string;

  @DateTimeField({ description: 'When the buyer ordered' })
  orderedAt!: string;

  @DateTimeField({ nullable: true, description: 'When the order was paid; null before' })
  paidAt!: string | null;

  @ListField(() => CourseEvidence, {
    maxItems: 50,
    description: 'What was sold and how it was used',
  })
  courses!: CourseEvidence[];

  @ListField(() => TransactionResponse, {
    description: 'Receipts: what was paid and given back, oldest first',
  })
  receipts!: TransactionResponse[];

  @ListField(() => SignInEvidence, {
    maxItems: 100,
    description: 'Sign-ins of the buyer, newest first',
  })
  signIns!: SignInEvidence[];
}

export function toDisputeResponse(dispute: Dispute): DisputeResponse {
  const { id, orderId, paymentId, buyerId, method, providerReference } = dispute;
  const { status, reason, feeMinor, currency, version } = dispute;
  return {
    ...{ id, orderId, paymentId, buyerId, method, providerReference, status, reason, version },
    amount: dispute.amount.toJSON(),
    fee: { amountMinor: feeMinor, currency },
    lineIds: dispute.shares.map(({ lineId }) => lineId),
    evidenceDueAt: dispute.evidenceDueAt?.toISOString() ?? null,
    submittedAt: dispute.submittedAt?.toISOString() ?? null,
    closedAt: dispute.closedAt?.toISOString() ?? null,
    createdAt: dispute.createdAt.toISOString(),
  };
}
