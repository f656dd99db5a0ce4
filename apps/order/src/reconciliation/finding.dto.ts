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
  describeEnum,
} from '@course-plateform/types/platform';
import type { ReconciliationFinding } from '../finding/finding.entity';
import { FindingCause, FindingKind } from '../finding/finding.state';

export enum FindingStatus {
  open = 'open',
  closed = 'closed',
}

describeEnum(FindingStatus, {
  open: 'It still differs',
  closed: 'It does not differ any more, or an admin has dismissed it',
});

export class FindingListQuery extends CursorQuery {
  @EnumField(FindingKind, 'FindingKind', {
    optional: true,
    description: 'Only findings of this kind',
  })
  kind?: FindingKind;

  @EnumField(FindingStatus, 'FindingStatus', {
    optional: true,
    description: 'Only findings in this state; `open` when left out',
  })
  status?: FindingStatus;
}

export class RepairCreateDto {
  @IdField({
    optional: true,
    description: 'The line that a refund made elsewhere is for, where that is not clear',
  })
  lineId?: string;

  @BooleanField({
    optional: true,
    description: 'Closes the finding for good, though it differs; needs a `reason`',
  })
  dismiss?: boolean;

  @TextField({
    max: 2000,
    optional: true,
    example: 'Paid in cash at the fair.',
    description: 'Why; required for dismissing it',
  })
  reason?: string;
}

export class FindingResponse {
  @IdField()
  id!: string;

  @EnumField(FindingKind, 'FindingKind', { description: 'What does not agree' })
  kind!: FindingKind;

  @EnumField(FindingCause, 'FindingCause', { description: 'Why' })
  cause!: FindingCause;

  @EnumField(FindingStatus, 'FindingStatus', { description: 'Whether it still differs' })
  status!: FindingStatus;

  @TextField({
    max: 255,
    example: '01985d6e-7f1a-7cc1-9c9e-2f0a5b7d1e34',
    description: 'What it is about: the id of a line, payment, refund or hold, or of the provider',
  })
  subject!: string;

  @IdField({ nullable: true, description: 'The order; null when none is known' })
  orderId!: string | null;

  @MoneyField({ nullable: true, description: 'How much it is about; null when that is not known' })
  amount!: MoneyDto | null;

  @IntegerField({ min: 0, example: 360, description: 'How long it has been open, in seconds' })
  ageSeconds!: number;

  @DateTimeField({ nullable: true, description: 'When an admin last had it repaired; null before' })
  repairedAt!: string | null;

  @IdField({
    nullable: true,
    description:
      'The admin who last had it repaired or dismissed it; null when it was left to itself',
  })
  handledBy!: string | null;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'Paid in cash at the fair.',
    description: 'What the admin said; null when nothing was said',
  })
  note!: string | null;

  @DateTimeField({ nullable: true, description: 'When it was closed; null while it is open' })
  closedAt!: string | null;

  @DateTimeField({ description: 'When it was found' })
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes' })
  version!: number;
}

export class FindingPageResponse extends CursorPageOf(FindingResponse) {}

export function toFindingResponse(finding: ReconciliationFinding, now: Date): FindingResponse {
  const { id, kind, cause, subject, orderId, handledBy, note, version } = finding;
  const { amountMinor, currency } = finding.details;
  const until = finding.closedAt ?? now;
  const ageMs = until.getTime() - finding.createdAt.getTime();
  return {
    ...{ id, kind, cause, subject, orderId, handledBy, note, version },
    status: finding.isOpen ? FindingStatus.open : FindingStatus.closed,
    amount: amountMinor === undefined || currency === undefined ? null : { amountMinor, currency },
    ageSeconds: Math.max(Math.floor(ageMs / 1000), 0),
    repairedAt: finding.repairedAt?.toISOString() ?? null,
    closedAt: finding.closedAt?.toISOString() ?? null,
    createdAt: finding.createdAt.toISOString(),
  };
}
