import {
  DateTimeField,
  EnumField,
  IdField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { type Payment, PaymentMethod, PaymentStatus } from './payment.entity';

export class PaymentCreateDto {
  // A text and not an enum: which ways there are depends on the settings, and an unknown one has its own answer.
  @TextField({ max: 40, example: PaymentMethod.bankTransfer, description: 'The way to pay' })
  method!: string;
}

export class BankAccountResponse {
  @TextField({ example: 'Course Plateform' })
  accountHolder!: string;

  @TextField({ max: 34, example: 'DE89370400440532013000' })
  iban!: string;
}

export class PaymentResponse {
  @IdField()
  id!: string;

  @IdField()
  orderId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod')
  method!: PaymentMethod;

  @EnumField(PaymentStatus, 'PaymentStatus')
  status!: PaymentStatus;

  @MoneyField()
  amount!: MoneyDto;

  @MoneyField({ description: 'What has come in so far' })
  received!: MoneyDto;

  @MoneyField({ description: 'What is still to come' })
  missing!: MoneyDto;

  @MoneyField({ description: 'What came in beyond the amount' })
  surplus!: MoneyDto;

  @TextField({ example: 'CP-7K3N9Q2XW4TZ', description: 'Name it as the purpose of the transfer' })
  reference!: string;

  @ObjectField(() => BankAccountResponse, {
    nullable: true,
    description: 'Where to send a bank transfer',
  })
  bankAccount!: BankAccountResponse | null;

  @DateTimeField()
  dueAt!: string;

  @DateTimeField({ nullable: true })
  paidAt!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export function toPaymentResponse(payment: Payment): PaymentResponse {
  return {
    id: payment.id,
    orderId: payment.orderId,
    method: payment.method,
    status: payment.status,
    amount: payment.amount.toJSON(),
    received: payment.received.toJSON(),
    missing: payment.missing.toJSON(),
    surplus: payment.surplus.toJSON(),
    reference: payment.reference,
    bankAccount: payment.bankAccount,
    dueAt: payment.dueAt.toISOString(),
    paidAt: payment.paidAt?.toISOString() ?? null,
    createdAt: payment.createdAt.toISOString(),
  };
}
