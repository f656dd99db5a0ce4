import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  MoneyDto,
  MoneyField,
  TextField,
} from '@course-plateform/types/platform';
import type { PayoutRun } from './payout-run.entity';
import type { Payout } from './payout.entity';
import { PayoutRunStatus, PayoutStatus } from './payout.state';

const BANK_REFERENCE = { max: 140, example: '2026-01-31/0044' } as const;
const REASON = { max: 2000, example: 'The account is closed.' } as const;

export class PayoutListQuery extends CursorQuery {
  @EnumField(PayoutStatus, 'PayoutStatus', {
    optional: true,
    description: 'Only payouts in this state',
  })
  status?: PayoutStatus;

  @IdField({
    optional: true,
    description: 'Only payouts of this instructor; for admins, others see their own only',
  })
  instructorId?: string;
}

export class PayoutConfirmationCreateDto {
  @TextField({
    ...BANK_REFERENCE,
    description:
      "The bank's own reference of the transfer; each counts once, whatever its capitals, blanks and dashes",
  })
  bankReference!: string;
}

export class PayoutFailureCreateDto {
  @TextField({ ...REASON, description: 'Why, for the instructor' })
  reason!: string;
}

export class PayoutResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The run that made it' })
  runId!: string;

  @IdField({ description: 'The instructor who gets the money' })
  instructorId!: string;

  @MoneyField({ description: 'All that was available then' })
  amount!: MoneyDto;

  @EnumField(PayoutStatus, 'PayoutStatus', { description: 'Where the payout stands' })
  status!: PayoutStatus;

  @TextField({
    ...BANK_REFERENCE,
    nullable: true,
    description: "The bank's own reference of the transfer; null until it is confirmed",
  })
  bankReference!: string | null;

  @DateTimeField({ nullable: true, description: 'When it was confirmed; null before' })
  paidAt!: string | null;

  @TextField({ ...REASON, nullable: true, description: 'Why it failed; null unless it did' })
  failureReason!: string | null;

  @DateTimeField({ nullable: true, description: 'When it failed; null unless it did' })
  failedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class PayoutPageResponse extends CursorPageOf(PayoutResponse) {}

export class PayoutRunListQuery extends CursorQuery {}

export class PayoutRunResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The admin who started it' })
  createdBy!: string;

  @EnumField(PayoutRunStatus, 'PayoutRunStatus', { description: 'Whether it is completed' })
  status!: PayoutRunStatus;

  @IntegerField({ example: 12, description: 'How many payouts it has made so far' })
  payouts!: number;

  @DateTimeField({ nullable: true, description: 'When it was completed; null before' })
  completedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class PayoutRunPageResponse extends CursorPageOf(PayoutRunResponse) {}

export function toPayoutResponse(payout: Payout): PayoutResponse {
  const { id, runId, instructorId, status, bankReference, failureReason, version } = payout;
  return {
    ...{ id, runId, instructorId, status, bankReference, failureReason, version },
    amount: payout.amount.toJSON(),
    paidAt: payout.paidAt?.toISOString() ?? null,
    failedAt: payout.failedAt?.toISOString() ?? null,
    createdAt: payout.createdAt.toISOString(),
  };
}

export function toPayoutRunResponse(run: PayoutRun): PayoutRunResponse {
  const { id, createdBy, status, payouts, version } = run;
  return {
    ...{ id, createdBy, status, payouts, version },
    completedAt: run.completedAt?.toISOString() ?? null,
    createdAt: run.createdAt.toISOString(),
  };
}
