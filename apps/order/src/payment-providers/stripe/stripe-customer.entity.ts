import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Which customer at Stripe a buyer is, so that all their payments are found there together. */
@Entity({ tableName: 'stripe_customer' })
@Index({
  name: 'stripe_customer_erased_at',
  expression:
    'create index "stripe_customer_erased_at" on "stripe_customer" ("erased_at") where "erased_at" is not null',
})
export class StripeCustomer {
  @PrimaryKey({ type: 'uuid' })
  readonly userId: string;

  /** By which Stripe knows the buyer. */
  @Property({ type: 'text' })
  readonly customerId: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  /** When the user was erased: the customer is to be deleted at Stripe, and then the row. */
  @Property({ type: 'datetime', nullable: true })
  readonly erasedAt: Date | null = null;

  constructor(customer: { userId: string; customerId: string; now: Date }) {
    this.userId = customer.userId;
    this.customerId = customer.customerId;
    this.createdAt = customer.now;
  }
}
