import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';

/** Who invoices are addressed to, and where they are. */
export interface BillingAddress {
  readonly name: string;
  readonly company: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly postalCode: string | null;
  readonly region: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly vatId: string | null;
}

/** What a buyer wants on their invoices; its id is the buyer's. Invoices that are issued keep a copy. */
@Entity({ tableName: 'billing_details' })
export class BillingDetails extends Aggregate implements BillingAddress {
  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'text', nullable: true })
  company!: string | null;

  @Property({ type: 'text' })
  line1!: string;

  @Property({ type: 'text', nullable: true })
  line2!: string | null;

  @Property({ type: 'text' })
  city!: string;

  @Property({ type: 'text', nullable: true })
  postalCode!: string | null;

  @Property({ type: 'text', nullable: true })
  region!: string | null;

  @Property({ type: 'text' })
  country!: string;

  @Property({ type: 'text', nullable: true })
  vatId!: string | null;

  constructor(buyerId: string, address: BillingAddress, now: Date) {
    super(now, buyerId);
    this.replace(address, now);
  }

  replace(address: BillingAddress, now: Date): void {
    Object.assign(this, address);
    this.updatedAt = now;
  }
}

/**
 * The billing details of a buyer (`BillingAddress`) as a column of JSON, null when there are none, for the statement
 * that reads the order.
 * @param buyer id of the buyer
 */
export function billingDetailsAsJson(buyer: string): string {
  return `(
      select json_build_object(
        'name', b.name, 'company', b.company, 'line1', b.line1, 'line2', b.line2, 'city', b.city,
        'postalCode', b.postal_code, 'region', b.region, 'country', b.country, 'vatId', b.vat_id
      )
      from billing_details b where b.id = ${buyer}
    )`;
}
