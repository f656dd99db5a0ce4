import { BigIntType } from '@mikro-orm/core';
import {
  Check,
  Entity,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Trigger,
} from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { AppendOnly } from '@course-plateform/common/persistence';
import type { LedgerAccount, LedgerKind } from './ledger-account';
import { LedgerTransaction } from './ledger-transaction.entity';
import type { PostingEntry } from './posting';

const OF_EARNINGS = `where "account" = 'instructor_earnings'`;

/** At the commit, because the entries of a transaction are inserted one after the other. */
const BALANCED_AT_COMMIT = `create or replace function "ledger_entry_ledger_entry_balanced_fn"() returns trigger as $$ begin if exists (select from ledger_entry where transaction_id = new.transaction_id group by currency having sum(amount_minor) <> 0) then raise exception 'The ledger transaction % is out of balance', new.transaction_id; end if; return null; end; $$ language plpgsql;
create constraint trigger "ledger_entry_balanced" after insert on "ledger_entry" deferrable initially deferred for each row execute function "ledger_entry_ledger_entry_balanced_fn"()`;

/**
 * One side of a transaction. Rows are only added, and at the commit the entries of a transaction add up to zero in each
 * currency: triggers of the database see to both.
 */
@Entity({ tableName: 'ledger_entry' })
@Check({ name: 'ledger_entry_amount_not_zero', expression: '"amount_minor" <> 0' })
@Check({
  name: 'ledger_entry_earnings_of_instructor',
  expression: `"account" <> 'instructor_earnings' or "instructor_id" is not null`,
})
@Index({ name: 'ledger_entry_transaction_id', properties: ['transactionId'] })
@Index({
  name: 'ledger_entry_line_id_posted_at',
  expression:
    'create index "ledger_entry_line_id_posted_at" on "ledger_entry" ("line_id", "posted_at", "id") where "line_id" is not null',
})
@Index({ name: 'ledger_entry_account', properties: ['account', 'postedAt', 'id'] })
@Index({ name: 'ledger_entry_kind', properties: ['kind', 'postedAt', 'id'] })
@Index({ name: 'ledger_entry_account_kind', properties: ['account', 'kind', 'postedAt', 'id'] })
@Index({
  name: 'ledger_entry_account_currency',
  properties: ['account', 'currency', 'postedAt', 'id'],
})
@Index({ name: 'ledger_entry_currency', properties: ['currency', 'postedAt', 'id'] })
@Index({
  name: 'ledger_entry_instructor_id',
  expression:
    'create index "ledger_entry_instructor_id" on "ledger_entry" ("instructor_id", "posted_at", "id") where "instructor_id" is not null',
})
@Index({
  name: 'ledger_entry_posted_at',
  expression:
    'create index "ledger_entry_posted_at" on "ledger_entry" ("posted_at", "id") include ("account", "currency", "amount_minor")',
})
@Index({
  name: 'ledger_entry_earnings_currency',
  expression: `create index "ledger_entry_earnings_currency" on "ledger_entry" ("instructor_id", "currency", "posted_at", "id") include ("amount_minor") ${OF_EARNINGS}`,
})
@Index({
  name: 'ledger_entry_earnings_available_at',
  expression: `create index "ledger_entry_earnings_available_at" on "ledger_entry" ("instructor_id", "currency", "available_at") include ("amount_minor") ${OF_EARNINGS}`,
})
@Index({
  name: 'ledger_entry_payouts',
  expression: `create index "ledger_entry_payouts" on "ledger_entry" ("instructor_id", "currency") include ("amount_minor") ${OF_EARNINGS} and "kind" in ('payout', 'payout_failed')`,
})
@Index({
  name: 'ledger_entry_set_aside',
  expression: `create index "ledger_entry_set_aside" on "ledger_entry" ("instructor_id", "currency", "account") include ("amount_minor") where "account" in ('dispute_reserve', 'payouts_in_transit') and "instructor_id" is not null`,
})
@AppendOnly('ledger_entry', 'Ledger entries are only added')
@Trigger({
  name: 'ledger_entry_balanced',
  timing: 'after',
  events: ['insert'],
  forEach: 'row',
  expression: BALANCED_AT_COMMIT,
})
export class LedgerEntry {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @ManyToOne({ entity: () => LedgerTransaction, mapToPk: true, fieldName: 'transaction_id' })
  readonly transactionId: string;

  /** That of the transaction. */
  @Property({ type: 'text' })
  readonly kind: LedgerKind;

  @Property({ type: 'text' })
  readonly account: LedgerAccount;

  /** A debit is positive, a credit negative. */
  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** The line of an order that it is about. */
  @Property({ type: 'uuid', nullable: true })
  readonly lineId: string | null;

  @Property({ type: 'uuid', nullable: true })
  readonly courseId: string | null;

  /** Whose earnings, reserve or payout it is. */
  @Property({ type: 'uuid', nullable: true })
  readonly instructorId: string | null;

  /** Until when earnings are held; null for those that never are, and for other accounts. */
  @Property({ type: 'datetime', nullable: true })
  readonly availableAt: Date | null;

  /** That of the transaction. */
  @Property({ type: 'datetime' })
  readonly postedAt: Date;

  constructor(transaction: LedgerTransaction, entry: PostingEntry) {
    this.transactionId = transaction.id;
    this.kind = transaction.kind;
    this.account = entry.account;
    this.amountMinor = entry.amountMinor;
    this.currency = entry.currency;
    this.lineId = entry.lineId ?? null;
    this.courseId = entry.courseId ?? null;
    this.instructorId = entry.instructorId ?? null;
    this.availableAt = entry.availableAt ?? null;
    this.postedAt = transaction.postedAt;
  }
}
