import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';
import type { FindingCause, FindingKind } from './finding.state';

/** The index that keeps one thing at one finding; one that an admin has dismissed is not opened again. */
const ONE_FINDING = 'reconciliation_finding_kind_subject_open';

/** What a finding says beside its cause, in the words of whoever found it. */
export interface FindingDetails {
  readonly amountMinor?: number;
  readonly currency?: string;
  readonly message?: string;
}

/** Something that does not agree: between services, with the payment provider, or within this one. */
@Entity({ tableName: 'reconciliation_finding' })
@Index({
  name: ONE_FINDING,
  expression: `create unique index "${ONE_FINDING}" on "reconciliation_finding" ("kind", "subject") where "closed_at" is null or "is_dismissed"`,
})
@Index({
  name: 'reconciliation_finding_about_id_open',
  expression:
    'create index "reconciliation_finding_about_id_open" on "reconciliation_finding" ("about_id") where "closed_at" is null',
})
@Index({
  name: 'reconciliation_finding_created_at_open',
  expression:
    'create index "reconciliation_finding_created_at_open" on "reconciliation_finding" ("created_at", "id") where "closed_at" is null',
})
@Index({
  name: 'reconciliation_finding_kind_created_at_open',
  expression:
    'create index "reconciliation_finding_kind_created_at_open" on "reconciliation_finding" ("kind", "created_at", "id") where "closed_at" is null',
})
@Index({ name: 'reconciliation_finding_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'reconciliation_finding_kind_created_at', properties: ['kind', 'createdAt', 'id'] })
export class ReconciliationFinding extends Aggregate {
  @Property({ type: 'text' })
  readonly kind!: FindingKind;

  @Property({ type: 'text' })
  readonly cause!: FindingCause;

  /** What it is about, by the name that its kind gives it: a line, a payment, a refund or an event of the provider. */
  @Property({ type: 'text' })
  readonly subject!: string;

  /** The line, payment or use whose checks open and close it; null where an event does. */
  @Property({ type: 'uuid', nullable: true })
  readonly aboutId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  readonly orderId!: string | null;

  @Property({ type: 'json' })
  readonly details!: FindingDetails;

  /** When it was repaired, or nothing differed any more; null while it is open. */
  @Property({ type: 'datetime', nullable: true })
  closedAt: Date | null = null;

  /** The admin who last had it repaired or dismissed it; null when it was left to itself. */
  @Property({ type: 'uuid', nullable: true })
  handledBy: string | null = null;

  @Property({ type: 'boolean', default: false })
  isDismissed: boolean = false;

  /** What the admin said about it. */
  @Property({ type: 'text', nullable: true })
  note: string | null = null;

  /** When an admin last had it repaired. */
  @Property({ type: 'datetime', nullable: true })
  repairedAt: Date | null = null;

  get isOpen(): boolean {
    return this.closedAt === null;
  }

  /** An admin has it repaired; the next check closes it if that has helped. */
  repair(by: string, note: string | null, now: Date): void {
    this.repairedAt = now;
    this.handledBy = by;
    this.note = note;
    this.updatedAt = now;
  }

  /** An admin knows why, and it shall not be found again. */
  dismiss(by: string, note: string, now: Date): void {
    this.closedAt = now;
    this.handledBy = by;
    this.note = note;
    this.isDismissed = true;
    this.updatedAt = now;
  }
}
