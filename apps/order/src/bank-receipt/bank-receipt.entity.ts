import { BigIntType } from '@mikro-orm/core';
import {
  Entity,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { Money, newId, pastedCode } from '@course-plateform/common/kernel';
import { Payment } from '../payment/payment.entity';

/** The index that keeps a line of the bank statement from counting twice, however its reference is written. */
export const ONE_RECEIPT_PER_BANK_REFERENCE = 'bank_receipt_reference_key_unique';
/** The same for receipts without a key, from before. */
export const ONE_RECEIPT_PER_SAME_REFERENCE = 'bank_receipt_bank_reference_unique';

/** Money on our bank account that a user has assigned to a payment. */
@Entity({ tableName: 'bank_receipt' })
@Index({ name: 'bank_receipt_payment_id', properties: ['paymentId', 'id'] })
@Unique({ name: ONE_RECEIPT_PER_BANK_REFERENCE, properties: ['referenceKey'] })
@Unique({ name: ONE_RECEIPT_PER_SAME_REFERENCE, properties: ['bankReference'] })
export class BankReceipt {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  readonly paymentId: string;

  @Property({ type: new BigIntType('number') })
  readonly amountMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  /** The bank's own name for the line of the statement. */
  @Property({ type: 'text' })
  readonly bankReference: string;

  /** The reference as it is compared (`pastedCode`); null for a receipt of a process of the version before. */
  @Property({ type: 'text', nullable: true })
  readonly referenceKey: string | null;

  @Property({ type: 'uuid' })
  readonly confirmedBy: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(receipt: {
    paymentId: string;
    amount: Money;
    bankReference: string;
    confirmedBy: string;
    now: Date;
  }) {
    this.paymentId = receipt.paymentId;
    this.amountMinor = receipt.amount.amountMinor;
    this.currency = receipt.amount.currency;
    this.bankReference = receipt.bankReference;
    this.referenceKey = pastedCode(receipt.bankReference);
    this.confirmedBy = receipt.confirmedBy;
    this.createdAt = receipt.now;
  }

  get amount(): Money {
    return Money.of(this.amountMinor, this.currency);
  }
}
