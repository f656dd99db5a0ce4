import { Entity, PrimaryKey, Property, Trigger } from '@mikro-orm/decorators/legacy';
import { Refuse } from '@course-plateform/common/persistence';

/** The last number of a series in a year. Only the trigger of `invoice` writes it, and it counts by one. */
@Entity({ tableName: 'invoice_counter' })
@Trigger({
  name: 'invoice_counter_counts',
  timing: 'before',
  events: ['update'],
  forEach: 'row',
  body: `if new.series = old.series and new.year = old.year and new.last = old.last + 1 then return new; end if; raise exception 'Numbers of invoices leave no gap';`,
})
@Refuse({
  ...{ table: 'invoice_counter', name: 'invoice_counter_kept' },
  ...{ events: ['delete', 'truncate'], message: 'Numbers of invoices leave no gap' },
})
export class InvoiceCounter {
  @PrimaryKey({ type: 'text' })
  readonly series!: string;

  @PrimaryKey({ type: 'smallint' })
  readonly year!: number;

  @Property({ type: 'integer' })
  readonly last!: number;
}
