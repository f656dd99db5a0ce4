import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The last number of a series in a year. Only the trigger of `invoice` writes it. */
@Entity({ tableName: 'invoice_counter' })
export class InvoiceCounter {
  @PrimaryKey({ type: 'text' })
  readonly series!: string;

  @PrimaryKey({ type: 'smallint' })
  readonly year!: number;

  @Property({ type: 'integer' })
  readonly last!: number;
}
