import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import type { StoredDetails } from '../payment-providers/payment-details';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { InitiatedPayment } from '../payment-providers/payment-provider';
import type { PayableOrder } from './payable-orders';
import { PAYMENT_TRANSITIONS, PaymentStatus } from './payment.state';

/** The index that keeps an order at one open payment. */
const ONE_OPEN_PAYMENT = 'payment_order_id_open';

/** What is still to come of a payment, and what came in beyond it. */
export function balanceOf({
  amountMinor,
  receivedMinor,
  currency,
}: Pick<Payment, 'amountMinor' | 'receivedMinor' | 'currency'>) {
  return {
    missing: Money.of(Math.max(amountMinor - receivedMinor, 0), currency),
    surplus: Money.of(Math.max(receivedMinor - amountMinor, 0), currency),
  };
}

/** One attempt to pay an order. */
@Entity({ tableName: 'payment' })
@Index({
  name: ONE_OPEN_PAYMENT,
  expression: `create unique index "${ONE_OPEN_PAYMENT}" on "payment" ("order_id") where "status" = 'open'`,
})
@Unique({ name: 'payment_order_id_number_unique', properties: ['orderId', 'number'] })
@Unique({ name: 'payment_reference_unique', properties: ['reference'] })
@Index({ name: 'payment_method_created_at', properties: ['method', 'createdAt', 'id'] })
@Index({
  name: 'payment_method_status_created_at',
  properties: ['method', 'status', 'createdAt', 'id'],
})
export class Payment extends Aggregate {
  /** Refers to the order (`mikro-orm.config.ts`). */
  @ManyToOne({ mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  /** From 1 within its order. */
  @Property({ type: 'smallint' })
  readonly number: number;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  @Property({ type: 'text' })
  status: PaymentStatus = PaymentStatus.open;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  /** What has come in so far. */
  @Property({ type: new BigIntType('number') })
  receivedMinor: number = 0;

  @Property({ type: 'text' })
  readonly currency: string;

  /** By which its provider knows it. */
  @Property({ type: 'text' })
  readonly reference: string;

  /** What the buyer needs in order to pay. The column has the name of its first content, for which older processes look. */
  @Property({ type: 'json', nullable: true, fieldName: 'bank_account' })
  readonly details: StoredDetails;

  @Property({ type: 'datetime' })
  readonly dueAt: Date;

  @Property({ type: 'datetime', nullable: true })
  paidAt: Date | null = null;

  constructor(
    payment: InitiatedPayment & {
      order: PayableOrder;
      number: number;
      method: PaymentMethod;
      now: Date;
    },
  ) {
    super(payment.now);
    const { order } = payment;
    this.orderId = order.id;
    this.number = payment.number;
    this.buyerId = order.buyerId;
    this.method = payment.method;
    this.amountMinor = order.total.amountMinor;
    this.currency = order.total.currency;
    this.reference = payment.reference;
    this.details = payment.details;
    this.dueAt = payment.dueAt;
  }

  get received(): Money {
    return Money.of(this.receivedMinor, this.currency);
  }

  /** What is still to come. */
  get missing(): Money {
    return balanceOf(this).missing;
  }

  get isOpen(): boolean {
    return this.status === PaymentStatus.open;
  }

  /**
   * Adds money that came in. It is never refused, for it is there: too little waits for the rest, too much is kept
   * as surplus, and what comes for an order that does not wait for it is put before a person.
   * @returns whether it is complete now and pays its order
   */
  receive(amount: Money, orderAwaitsPayment: boolean, now: Date): boolean {
    this.receivedMinor = this.received.plus(amount).amountMinor;
    this.updatedAt = now;
    if (this.status === PaymentStatus.succeeded) return false;
    if (!orderAwaitsPayment || !this.isOpen) {
      if (this.status !== PaymentStatus.needsReview) this.become(PaymentStatus.needsReview, now);
      return false;
    }
    if (!this.missing.isZero()) return false;
    this.become(PaymentStatus.succeeded, now);
    this.paidAt = now;
    return true;
  }

  /** Nobody waits for it any more; what has come in already is put before a person. */
  close(now: Date): void {
    this.become(this.receivedMinor > 0 ? PaymentStatus.needsReview : PaymentStatus.closed, now);
  }

  private become(status: PaymentStatus, now: Date): void {
    this.status = transition(PAYMENT_TRANSITIONS, this.status, status);
    this.updatedAt = now;
  }
}
