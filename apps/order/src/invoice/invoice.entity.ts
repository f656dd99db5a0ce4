import { BigIntType } from '@mikro-orm/core';
import {
  Entity,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Trigger,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { Money, newId } from '@course-plateform/common/kernel';
import { Refuse } from '@course-plateform/common/persistence';
import type { BillingAddress } from '../billing-details/billing-details.entity';
import type { TaxRate } from '../tax/tax-rate';
import type { InvoiceDraft, InvoiceLine, InvoiceSeller } from './invoice-content';
import type { InvoiceKind } from './invoice.kind';

/** The index that takes each number once. */
export const ONE_DOCUMENT_PER_NUMBER = 'invoice_series_year_sequence_unique';

/**
 * Numbers a document at the commit, when its transaction has all other locks: so the row of the counter is locked only
 * while the commit is written, nobody who has it waits for anybody else, and a transaction that fails gives its number
 * back.
 */
const NUMBERED_AT_COMMIT = `create or replace function "invoice_invoice_numbered_fn"() returns trigger as $$ declare number integer; begin insert into invoice_counter as c (series, year, last) values (new.series, new.year, 1) on conflict (series, year) do update set last = c.last + 1 returning last into number; update invoice set sequence = number where id = new.id; return null; end; $$ language plpgsql;
create constraint trigger "invoice_numbered" after insert on "invoice" deferrable initially deferred for each row execute function "invoice_invoice_numbered_fn"()`;

/** An invoice, a credit note or a debit note. Nothing of it ever changes: triggers of the database see to that. */
@Entity({ tableName: 'invoice' })
@Unique({ name: ONE_DOCUMENT_PER_NUMBER, properties: ['series', 'year', 'sequence'] })
@Index({
  name: 'invoice_order_id_invoice',
  expression: `create unique index "invoice_order_id_invoice" on "invoice" ("order_id") where "kind" = 'invoice'`,
})
@Index({
  name: 'invoice_refund_id_kind',
  expression:
    'create unique index "invoice_refund_id_kind" on "invoice" ("refund_id", "kind") where "refund_id" is not null',
})
@Index({
  name: 'invoice_dispute_id',
  expression:
    'create unique index "invoice_dispute_id" on "invoice" ("dispute_id") where "dispute_id" is not null',
})
@Index({ name: 'invoice_order_id_issued_at', properties: ['orderId', 'issuedAt', 'id'] })
@Index({ name: 'invoice_corrects_id', properties: ['correctsId'] })
@Trigger({
  name: 'invoice_numbered',
  timing: 'after',
  events: ['insert'],
  forEach: 'row',
  expression: NUMBERED_AT_COMMIT,
})
@Trigger({
  name: 'invoice_immutable',
  timing: 'before',
  events: ['update'],
  forEach: 'row',
  body: `if old.sequence is null and new.sequence is not null and to_jsonb(new) - 'sequence' = to_jsonb(old) - 'sequence' then return new; end if; raise exception 'Invoices never change';`,
})
@Refuse({
  ...{ table: 'invoice', name: 'invoice_kept', message: 'Invoices are kept' },
  events: ['delete', 'truncate'],
})
export class Invoice {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly kind: InvoiceKind;

  @Property({ type: 'text' })
  readonly series: string;

  /** The calendar year (UTC) in which it is issued. */
  @Property({ type: 'smallint' })
  readonly year: number;

  /** Its number in the series and year, from 1; null until the commit. */
  @Property({ type: 'integer', nullable: true })
  readonly sequence: number | null = null;

  /** Refers to the order (`mikro-orm.config.ts`). */
  @ManyToOne({ mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  /** The refund that a credit note is about, or a debit note takes back. */
  @ManyToOne({ mapToPk: true, fieldName: 'refund_id', nullable: true, deleteRule: 'no action' })
  readonly refundId: string | null;

  /** The lost dispute that a credit note is about. */
  @ManyToOne({ mapToPk: true, fieldName: 'dispute_id', nullable: true, deleteRule: 'no action' })
  readonly disputeId: string | null;

  /** The document that it corrects: of a credit note the invoice, of a debit note the credit note. */
  @ManyToOne({
    entity: () => Invoice,
    ...{ mapToPk: true, fieldName: 'corrects_id', nullable: true, deleteRule: 'no action' },
  })
  readonly correctsId: string | null;

  @Property({ type: 'text', nullable: true })
  readonly correctsNumber: string | null;

  @Property({ type: 'json' })
  readonly seller: InvoiceSeller;

  /** Null when the buyer had saved no billing details. */
  @Property({ type: 'json', nullable: true })
  readonly buyer: BillingAddress | null;

  @Property({ type: 'json' })
  readonly lines: readonly InvoiceLine[];

  /** The tax in its lines; null when there is none. */
  @Property({ type: 'json', nullable: true })
  readonly taxRate: TaxRate | null;

  @Property({ type: new BigIntType('number') })
  readonly netMinor: number;

  @Property({ type: new BigIntType('number') })
  readonly taxMinor: number;

  @Property({ type: new BigIntType('number') })
  readonly totalMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'datetime' })
  readonly issuedAt: Date;

  constructor(draft: InvoiceDraft) {
    const { order, lines, corrects } = draft;
    this.kind = draft.kind;
    this.series = draft.series;
    this.year = draft.year;
    this.orderId = order.id;
    this.buyerId = order.buyerId;
    this.refundId = draft.refundId ?? null;
    this.disputeId = draft.disputeId ?? null;
    this.correctsId = corrects?.id ?? null;
    this.correctsNumber = corrects?.number ?? null;
    this.seller = draft.seller;
    this.buyer = draft.buyer;
    this.lines = lines;
    this.taxRate = order.taxRate;
    this.netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0);
    this.taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0);
    this.totalMinor = this.netMinor + this.taxMinor;
    this.currency = order.currency;
    this.issuedAt = draft.issuedAt;
  }

  /** As it is printed: `INV-2026-000001`. @throws Error before the commit */
  get number(): string {
    if (this.sequence === null) throw new Error(`The document ${this.id} has no number yet`);
    return `${this.series}-${String(this.year)}-${String(this.sequence).padStart(6, '0')}`;
  }

  get net(): Money {
    return Money.of(this.netMinor, this.currency);
  }

  get tax(): Money {
    return Money.of(this.taxMinor, this.currency);
  }

  get total(): Money {
    return Money.of(this.totalMinor, this.currency);
  }
}
