import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  ListField,
  MoneyDto,
  MoneyField,
  TextField,
} from '@course-plateform/types/platform';
import type { BankReceipt } from './bank-receipt.entity';
import { PaymentResponse, toPaymentResponse } from '../payment/payment.dto';
import type { Payment } from '../payment/payment.entity';
import { PaymentStatus } from '../payment/payment.state';

export class BankTransferListQuery extends CursorQuery {
  @EnumField(PaymentStatus, 'PaymentStatus', {
    optional: true,
    description: 'Only payments in this state',
  })
  status?: PaymentStatus;
}

export class ConfirmationCreateDto {
  @MoneyField({ description: 'What has arrived on the account' })
  receivedAmount!: MoneyDto;

  @TextField({
    max: 140,
    example: '2026-01-31/0042',
    description:
      "The bank's own reference of the line of the statement; each counts once, whatever its capitals, blanks and dashes",
  })
  bankReference!: string;
}

export class BankReceiptResponse {
  @IdField()
  id!: string;

  @MoneyField({ description: 'What has arrived on the account' })
  amount!: MoneyDto;

  @TextField({
    max: 140,
    example: '2026-01-31/0042',
    description: "The bank's own reference of the line of the statement",
  })
  bankReference!: string;

  @IdField({ description: 'The admin who confirmed it' })
  confirmedBy!: string;

  @DateTimeField()
  createdAt!: string;
}

export class BankTransferResponse extends PaymentResponse {
  @IdField({ description: 'The user who ordered' })
  buyerId!: string;

  @ListField(() => BankReceiptResponse, { description: 'What has arrived, oldest first' })
  receipts!: BankReceiptResponse[];
}

export class BankTransferPageResponse extends CursorPageOf(BankTransferResponse) {}

export function toBankTransferResponse(
  payment: Payment,
  receipts: readonly BankReceipt[],
): BankTransferResponse {
  return {
    ...toPaymentResponse(payment),
    buyerId: payment.buyerId,
    receipts: receipts.map((receipt) => ({
      id: receipt.id,
      amount: receipt.amount.toJSON(),
      bankReference: receipt.bankReference,
      confirmedBy: receipt.confirmedBy,
      createdAt: receipt.createdAt.toISOString(),
    })),
  };
}
