import { eventContract } from '@course-plateform/common/kernel';
import {
  EnumField,
  IdField,
  ListField,
  MoneyDto,
  MoneyField,
  describeEnum,
} from '@course-plateform/types/platform';

/** How a dispute has ended. */
export enum DisputeOutcome {
  won = 'won',
  lost = 'lost',
}

describeEnum(DisputeOutcome, {
  won: 'The money stays, and the access is as before',
  lost: 'The bank of the buyer keeps the money, and the access ends as with a refund',
});

export class DisputedLine {
  @IdField({ description: 'The line of the order' })
  lineId!: string;

  @IdField({ description: 'The course of the line' })
  courseId!: string;
}

export class DisputeOpened {
  @IdField({ description: 'The dispute' })
  disputeId!: string;

  @IdField({ description: 'The order whose payment is disputed' })
  orderId!: string;

  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @ListField(() => DisputedLine, {
    maxItems: 50,
    description: 'The lines that gave access when it was opened; empty when none did',
  })
  lines!: DisputedLine[];

  @MoneyField({ description: 'What the bank of the buyer has taken back' })
  amount!: MoneyDto;
}

export class DisputeClosed extends DisputeOpened {
  @EnumField(DisputeOutcome, 'DisputeOutcome', { description: 'How it has ended' })
  outcome!: DisputeOutcome;
}

/** The bank of a buyer has taken a payment back until it is clear who is right: access is suspended. */
export const disputeOpened = eventContract({
  subject: 'evt.order.dispute.opened.v1',
  payload: DisputeOpened,
  consumers: { 'user-progress': ['dispute-suspension'] },
});

/** The bank has decided. What is lost is reported as a refund of each line besides. */
export const disputeClosed = eventContract({
  subject: 'evt.order.dispute.closed.v1',
  payload: DisputeClosed,
  consumers: { 'user-progress': ['dispute-restoration'] },
});
