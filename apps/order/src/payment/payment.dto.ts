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
import { AttemptState, PaymentFailure } from '../payment-providers/payment-attempt';
import { BankAccountResponse } from '../payment-providers/bank-transfer/bank-transfer-details';
import { PaymentDetails, bankAccountOf, detailsOf } from '../payment-providers/payment-details';
import { PaymentMethod } from '../payment-providers/payment-method';
import type { PaymentRow } from './payment-row';
import { type Payment, balanceOf } from './payment.entity';
import { PaymentReviewReason, PaymentStatus } from './payment.state';

export class PaymentAttemptResponse {
  @EnumField(AttemptState, 'AttemptState', { description: 'Where the try stands' })
  state!: AttemptState;

  @EnumField(PaymentFailure, 'PaymentFailure', {
    nullable: true,
    description: 'Why it failed; null unless it did',
  })
  failure!: PaymentFailure | null;
}

export class PaymentResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The order that is paid' })
  orderId!: string;

  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'How it is paid' })
  method!: PaymentMethod;

  @EnumField(PaymentStatus, 'PaymentStatus', { description: 'Where the payment stands' })
  status!: PaymentStatus;

  @MoneyField({ description: 'What is to be paid: the total of the order' })
  amount!: MoneyDto;

  @MoneyField({ description: 'What has arrived so far' })
  received!: MoneyDto;

  @MoneyField({ description: 'What is still to come' })
  missing!: MoneyDto;

  @MoneyField({ description: 'What arrived beyond `amount`' })
  surplus!: MoneyDto;

  @TextField({
    example: 'CP-7K3N9Q2XW4TZ',
    description:
      'By which the provider knows the payment; a transfer has to name it as its purpose',
  })
  reference!: string;

  // Described by the union: a description here would wrap it, and the generated client would lose its discriminator.
  @ObjectField(() => PaymentDetails)
  details!: PaymentDetails;

  @ObjectField(() => BankAccountResponse, {
    nullable: true,
    description: 'Where to send a bank transfer, as in `details`; null for every other method',
  })
  bankAccount!: BankAccountResponse | null;

  @ObjectField(() => PaymentAttemptResponse, {
    nullable: true,
    description: "The buyer's last try, as the provider reports it; null before the first one",
  })
  lastAttempt!: PaymentAttemptResponse | null;

  @EnumField(PaymentReviewReason, 'PaymentReviewReason', {
    nullable: true,
    description: 'Why an admin has to decide; null unless the payment needs a review',
  })
  reviewReason!: PaymentReviewReason | null;

  @DateTimeField({ description: 'Until when it can be paid', example: '2026-02-07T12:00:00.000Z' })
  dueAt!: string;

  @DateTimeField({ nullable: true, description: 'When the full amount had arrived; null before' })
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
    lastAttempt: payment.lastAttempt,
    reviewReason: payment.reviewReason,
    ...toMoments(payment),
  };
}

export class StartedPaymentResponse extends PaymentResponse {
  @TextField({
    max: 500,
    nullable: true,
    example: 'pi_3Qv_secret_x',
    description:
      'With it Stripe.js confirms this one payment, so hand it to the page of the buyer alone; null unless the card is entered on a page of yours',
  })
  clientSecret!: string | null;
}

export function toStartedPaymentResponse(payment: Payment): StartedPaymentResponse {
  const { clientSecret = null } = payment.details;
  return { ...toPaymentResponse(payment), clientSecret };
}

/** The timestamps of a response in RFC 3339, with milliseconds and in UTC. */
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

function rfc3339(timestamp: Date | string): string {
  return new Date(timestamp).toISOString();
}
