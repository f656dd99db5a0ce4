import { Entity, Index, PrimaryKey, Property, Trigger, Unique } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { AppendOnly } from '@course-plateform/common/persistence';
import type { LedgerKind } from './ledger-account';
import type { Posting } from './posting';

/** The index that takes each key once. */
export const ONE_POSTING_PER_KEY = 'ledger_transaction_key_unique';

/**
 * What was posted together. Rows are only added; triggers of the database refuse anything else, and a timestamp in a
 * month whose statements are made.
 */
@Entity({ tableName: 'ledger_transaction' })
@Unique({ name: ONE_POSTING_PER_KEY, properties: ['key'] })
@Index({ name: 'ledger_transaction_order_id', properties: ['orderId', 'id'] })
@Index({ name: 'ledger_transaction_posted_at', properties: ['postedAt', 'id'] })
@AppendOnly('ledger_transaction', 'Ledger transactions are only added')
@Trigger({
  name: 'ledger_transaction_open_month',
  timing: 'before',
  events: ['insert'],
  forEach: 'row',
  body: `perform pg_advisory_xact_lock_shared(hashtext('ledger_month')); if exists (select from ledger_month where ends_at > new.posted_at) then raise exception 'The month of % is closed in the ledger', new.posted_at; end if; return new;`,
})
export class LedgerTransaction {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly key: string;

  @Property({ type: 'text' })
  readonly kind: LedgerKind;

  @Property({ type: 'uuid', nullable: true })
  readonly orderId: string | null;

  @Property({ type: 'datetime' })
  readonly postedAt: Date;

  constructor({ key, kind, orderId }: Posting, now: Date) {
    this.key = key;
    this.kind = kind;
    this.orderId = orderId ?? null;
    this.postedAt = now;
  }
}
