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
  @IdField({ optional: true, description: 'Somebody else than you: only for admins' })
  userId?: string;
}

export class TransactionResponse {
  @IdField()
  id!: string;

  @EnumField(TransactionKind, 'TransactionKind')
  kind!: TransactionKind;

  @IdField()
  userId!: string;

  @IdField()
  orderId!: string;

  @IdField()
  paymentId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod')
  method!: PaymentMethod;

  @MoneyField()
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
