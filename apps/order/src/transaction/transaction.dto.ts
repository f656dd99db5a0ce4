import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  MoneyDto,
  MoneyField,
} from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-providers/payment-method';
import { type Transaction, TransactionKind } from './transaction.entity';

export class TransactionListQuery extends CursorQuery {
  @IdField({
    optional: true,
    description: 'Only transactions of this user; for admins, others see their own only',
  })
  userId?: string;
}

export class TransactionResponse {
  @IdField()
  id!: string;

  @EnumField(TransactionKind, 'TransactionKind', { description: 'Which way the money went' })
  kind!: TransactionKind;

  @IdField({ description: 'The buyer' })
  userId!: string;

  @IdField({ description: 'The order that was paid or refunded' })
  orderId!: string;

  @IdField({ description: 'The payment that brought the money' })
  paymentId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'How it was paid' })
  method!: PaymentMethod;

  @MoneyField({ description: 'How much, never negative: `kind` gives the direction' })
  amount!: MoneyDto;

  @DateTimeField()
  createdAt!: string;
}

export class TransactionPageResponse extends CursorPageOf(TransactionResponse) {}

export function toTransactionResponse(transaction: Transaction): TransactionResponse {
  const { id, kind, userId, orderId, paymentId, method, amount, createdAt } = transaction;
  return {
    ...{ id, kind, userId, orderId, paymentId, method },
    amount: amount.toJSON(),
    createdAt: createdAt.toISOString(),
  };
}
