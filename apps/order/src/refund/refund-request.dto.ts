import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
  NumberField,
  ObjectField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import { type RefundAssessment, RefundRefusal } from './refund-policy';
import type { RefundRequest } from './refund-request.entity';
import { RefundRequestStatus } from './refund.state';

export enum RefundRequestDecision {
  approve = 'approve',
  reject = 'reject',
}

describeEnum(RefundRequestDecision, {
  approve: 'The money goes back, all that remains or `amount`',
  reject: 'It does not; needs a `reason`',
});

export class RefundRequestCreateDto {
  @IdField({ description: 'The line of the order whose money you want back' })
  lineId!: string;

  @TextField({
    max: 2000,
    optional: true,
    example: 'The course is not what I expected.',
    description: 'Why; the admin who decides reads it',
  })
  reason?: string;
}

export class RefundDecisionCreateDto {
  @EnumField(RefundRequestDecision, 'RefundRequestDecision', {
    description: 'What becomes of the request',
  })
  decision!: RefundRequestDecision;

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
    example: 'You have watched most of the course.',
    description: 'The note to the buyer; required for a rejection',
  })
  reason?: string;
}

export class RefundRequestListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only requests for lines of this order' })
  orderId?: string;

  @EnumField(RefundRequestStatus, 'RefundRequestStatus', {
    optional: true,
    description: 'Only requests in this state',
  })
  status?: RefundRequestStatus;
}

export class RefundRefusalResponse {
  @EnumField(RefundRefusal, 'RefundRefusal', { description: 'What stands in the way' })
  code!: RefundRefusal;
}

export class RefundAssessmentResponse {
  @IdField({ description: 'The line of the order' })
  lineId!: string;

  @IdField({ description: 'The course of the line' })
  courseId!: string;

  @BooleanField({ description: 'Whether the policy allows a refund' })
  eligible!: boolean;

  @ListField(() => RefundRefusalResponse, {
    maxItems: 7,
    description: 'Everything that stands in the way; empty when the line is eligible',
  })
  refusals!: RefundRefusalResponse[];

  @IntegerField({
    min: 0,
    example: 30,
    description: 'How long after the payment a refund can be requested, in days',
  })
  windowDays!: number;

  @DateTimeField({
    nullable: true,
    description: 'Until when that is; null when the order is not paid',
  })
  windowEndsAt!: string | null;

  @NumberField({
    min: 0,
    max: 100,
    example: 12.5,
    description: 'How much of the course the buyer has learned, in percent',
  })
  consumedPercent!: number;

  @IntegerField({
    min: 0,
    max: 100,
    example: 30,
    description: 'How much that may be at most',
  })
  consumedPercentMax!: number;

  @IntegerField({
    min: 0,
    example: 0,
    description: 'How often the buyer has had a refund for the same course',
  })
  earlierRefunds!: number;

  @IntegerField({ min: 0, example: 1, description: 'From how many on there is no other one' })
  earlierRefundsMax!: number;

  @MoneyField({ description: 'What can still go back, whatever the policy says' })
  refundable!: MoneyDto;
}

export class RefundEligibilityResponse {
  @IdField({ description: 'The order' })
  orderId!: string;

  @ListField(() => RefundAssessmentResponse, {
    minItems: 1,
    maxItems: 50,
    description: 'What the policy says of each line',
  })
  lines!: RefundAssessmentResponse[];
}

export class RefundRequestResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The order' })
  orderId!: string;

  @IdField({ description: 'The line whose money is requested' })
  lineId!: string;

  @IdField({ description: 'The course of the line' })
  courseId!: string;

  @IdField({ description: 'The user who wants the money back' })
  buyerId!: string;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'The course is not what I expected.',
    description: 'Why, in the words of the buyer; null when nothing was said',
  })
  reason!: string | null;

  @EnumField(RefundRequestStatus, 'RefundRequestStatus', {
    description: 'Where the request stands',
  })
  status!: RefundRequestStatus;

  @ObjectField(() => RefundAssessmentResponse, {
    description: 'What the policy said at the decision, or at the request while it is open',
  })
  assessment!: RefundAssessmentResponse;

  @IdField({ nullable: true, description: 'The refund; null unless the request is approved' })
  refundId!: string | null;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'You have watched most of the course.',
    description: 'The note to the buyer about the decision; null while there is none',
  })
  decisionReason!: string | null;

  @DateTimeField({ nullable: true, description: 'When an admin decided; null while it is open' })
  decidedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class RefundRequestPageResponse extends CursorPageOf(RefundRequestResponse) {}

export function toRefundAssessmentResponse(assessment: RefundAssessment): RefundAssessmentResponse {
  return { ...assessment, refusals: assessment.refusals.map((code) => ({ code })) };
}

export function toRefundRequestResponse(request: RefundRequest): RefundRequestResponse {
  const { id, orderId, lineId, courseId, buyerId, reason, status, refundId } = request;
  return {
    ...{ id, orderId, lineId, courseId, buyerId, reason, status, refundId },
    assessment: toRefundAssessmentResponse(request.assessment),
    decisionReason: request.decisionReason,
    decidedAt: request.decidedAt?.toISOString() ?? null,
    createdAt: request.createdAt.toISOString(),
    version: request.version,
  };
}
