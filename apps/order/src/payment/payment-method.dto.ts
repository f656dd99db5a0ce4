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
    description: 'What shall be paid, in minor units of the currency; looked at together with it',
  })
  amountMinor?: number;

  @CurrencyField({ optional: true, description: 'In what it shall be paid' })
  currency?: string;
}

export class PaymentMethodResponse {
  @EnumField(PaymentMethod, 'PaymentMethod')
  method!: PaymentMethod;

  @BooleanField({ description: 'Whether an order of this price can be paid so' })
  available!: boolean;

  @EnumField(PaymentRefusal, 'PaymentRefusal', {
    optional: true,
    description: 'Why it is not available; left out when it is',
  })
  reason?: PaymentRefusal;

  @MoneyField({ nullable: true, description: 'The least it takes in the currency' })
  minimum!: MoneyDto | null;

  @MoneyField({ nullable: true, description: 'The most it takes in the currency, if there is one' })
  maximum!: MoneyDto | null;
}

export class PaymentMethodListResponse {
  @ListField(() => PaymentMethodResponse, { maxItems: 20 })
  methods!: PaymentMethodResponse[];
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
