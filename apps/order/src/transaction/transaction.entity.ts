import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Money, newId } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';
import type { PaymentMethod } from '../payment-providers/payment-method';

export enum TransactionKind {
  charge = 'charge',
  unappliedCharge = 'unapplied_charge',
  refund = 'refund',
  refundReversal = 'refund_reversal',
  dispute = 'dispute',
  disputeReversal = 'dispute_reversal',
}

describeEnum(TransactionKind, {
  charge: 'Money from the buyer',
  unapplied_charge:
    'Money from the buyer that could not pay the order, once it was decided that it goes back or is kept',
  refund: 'Money back to the buyer',
  dispute: 'Money that the bank of the buyer has taken back',
  dispute_reversal: 'Money of a dispute that was won',
  refund_reversal: 'Money of a refund that the bank of the buyer sent back',
});

/** The payment whose money changes hands. */
interface PaymentOfTransaction {
  readonly id: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly method: PaymentMethod;
  readonly amountMinor: number;
  readonly currency: string;
}

/** Money that changed hands. Rows are only added. */
@Entity({ tableName: 'transaction' })
@Index({
  name: 'transaction_payment_id_charge',
  expression: `create unique index "transaction_payment_id_charge" on "transaction" ("payment_id") where "kind" = 'charge'`,
})
@Index({ name: 'transaction_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'transaction_user_id_created_at', properties: ['userId', 'createdAt', 'id'] })
export class Transaction {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'text' })
  readonly kind: TransactionKind;

  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'uuid' })
  readonly orderId: string;

  /** Refers to the payment (`mikro-orm.config.ts`). */
  @ManyToOne({ mapToPk: true, fieldName: 'payment_id' })
  readonly paymentId: string;

  @Property({ type: 'text' })
  readonly method: PaymentMethod;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  /** @param transaction `amount` is that of the payment when left out */
  constructor(transaction: {
    kind: TransactionKind;
    payment: PaymentOfTransaction;
    amount?: Money;
    now: Date;
  }) {
    const { kind, payment, now } = transaction;
    this.kind = kind;
    this.userId = payment.buyerId;
    this.orderId = payment.orderId;
    this.paymentId = payment.id;
    this.method = payment.method;
    this.amountMinor = transaction.amount?.amountMinor ?? payment.amountMinor;
    this.currency = transaction.amount?.currency ?? payment.currency;
    this.createdAt = now;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }
}
