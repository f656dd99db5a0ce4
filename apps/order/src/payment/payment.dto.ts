import { Money } from '@course-plateform/common/kernel';
import {
  DateTimeField,
  EnumField,
  IdField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { BankAccountResponse } from '../payment-providers/bank-transfer/bank-transfer-details';
import { PaymentDetails, bankAccountOf, detailsOf } from '../payment-providers/payment-details';
import { PaymentMethod } from '../payment-providers/payment-method';
import type { PaymentRow } from './payment-row';
import { PaymentStatus, balanceOf } from './payment.entity';

export class PaymentCreateDto {
  // A text and not an enum: which ways there are depends on the settings, and an unknown one has its own answer.
  @TextField({ max: 40, example: PaymentMethod.bankTransfer, description: 'The way to pay' })
  method!: string;
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

  @TextField({
    example: 'CP-7K3N9Q2XW4TZ',
    description: 'By which the provider knows it; name it as the purpose of a transfer',
  })
  reference!: string;

  // Without a description: it would wrap the union, and the generated client would lose its discriminator.
  @ObjectField(() => PaymentDetails)
  details!: PaymentDetails;

  @ObjectField(() => BankAccountResponse, {
    nullable: true,
    description: 'Where to send a bank transfer, as in the details',
  })
  bankAccount!: BankAccountResponse | null;

  @DateTimeField()
  dueAt!: string;

  @DateTimeField({ nullable: true })
  paidAt!: string | null;

  @DateTimeField()
  createdAt!: string;
}

export function toPaymentResponse(payment: PaymentRow): PaymentResponse {
  const { missing, surplus } = balanceOf(payment);
  const details = detailsOf(payment.method, payment.details);
  return {
    id: payment.id,
    orderId: payment.orderId,
    method: payment.method,
    status: payment.status,
    amount: Money.of(payment.amountMinor, payment.currency).toJSON(),
    received: Money.of(payment.receivedMinor, payment.currency).toJSON(),
    missing: missing.toJSON(),
    surplus: surplus.toJSON(),
    reference: payment.reference,
    details,
    bankAccount: bankAccountOf(details),
    ...toMoments(payment),
  };
}

/** The moments of an answer in RFC 3339, with milliseconds and in UTC. */
export function toMoments({
  dueAt,
  paidAt,
  createdAt,
}: Pick<PaymentRow, 'dueAt' | 'paidAt' | 'createdAt'>) {
  return {
    dueAt: rfc3339(dueAt),
    paidAt: paidAt === null ? null : rfc3339(paidAt),
    createdAt: rfc3339(createdAt),
  };
}

function rfc3339(moment: Date | string): string {
  return new Date(moment).toISOString();
}
