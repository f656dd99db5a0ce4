import {
  BooleanField,
  CurrencyField,
  EnumField,
  IntegerField,
  ListField,
  MoneyDto,
  MoneyField,
} from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-providers/payment-method';
import { type PaymentOffer, PaymentRefusal } from '../payment-providers/payment-offer';

export class PaymentMethodQuery {
  @IntegerField({
    max: 1_000_000_000_000,
    fromQuery: true,
    optional: true,
    example: 1999,
    description: 'The amount to pay, in minor units of `currency`; ignored without it',
  })
  amountMinor?: number;

  @CurrencyField({
    optional: true,
    description: 'The currency to pay in; without it, `available` is about payment in general',
  })
  currency?: string;
}

export class PaymentMethodResponse {
  @EnumField(PaymentMethod, 'PaymentMethod', { description: 'As in `POST /orders/{id}/payments`' })
  method!: PaymentMethod;

  @BooleanField({ description: 'Whether an order of this amount can be paid by it' })
  available!: boolean;

  @EnumField(PaymentRefusal, 'PaymentRefusal', {
    optional: true,
    description: 'Why it is not available; only when it is not',
  })
  reason?: PaymentRefusal;

  @MoneyField({ nullable: true, description: 'The least it takes; null without `currency`' })
  minimum!: MoneyDto | null;

  @MoneyField({
    nullable: true,
    description: 'The most it takes; null without `currency`, or when there is no limit',
  })
  maximum!: MoneyDto | null;
}

export class PaymentMethodListResponse {
  @ListField(() => PaymentMethodResponse, {
    maxItems: 20,
    description: 'Every method that the platform knows',
  })
  items!: PaymentMethodResponse[];
}

export function toPaymentMethodResponse(
  { method, refusal, limits }: PaymentOffer,
  currency: string | undefined,
): PaymentMethodResponse {
  const money = (amountMinor: number | undefined): MoneyDto | null =>
    currency === undefined || amountMinor === undefined ? null : { amountMinor, currency };
  return {
    method,
    available: refusal === undefined,
    ...(refusal === undefined ? {} : { reason: refusal }),
    minimum: money(limits?.minimumMinor),
    maximum: money(limits?.maximumMinor),
  };
}
