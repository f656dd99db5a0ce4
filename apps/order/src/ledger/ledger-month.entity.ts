import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A calendar month (UTC) that is closed: nothing is posted into it any more. */
@Entity({ tableName: 'ledger_month' })
export class LedgerMonth {
  /** Such as `2026-11`. */
  @PrimaryKey({ type: 'text' })
  readonly month: string;

  /** The first instant after it. */
  @Property({ type: 'datetime' })
  readonly endsAt: Date;

  @Property({ type: 'datetime' })
  readonly closedAt: Date;

  /** When its statements and totals were made; null until then. */
  @Property({ type: 'datetime', nullable: true })
  statementsAt: Date | null = null;

  constructor(month: { readonly month: string; readonly endsAt: Date }, now: Date) {
    this.month = month.month;
    this.endsAt = month.endsAt;
    this.closedAt = now;
  }

  /** Its statements and totals are made. */
  complete(now: Date): void {
    this.statementsAt = now;
  }
}
