import {
  EnumField,
  KindField,
  TextField,
  UrlField,
  describeEnum,
} from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-method';

/** Where a buyer enters the card. */
export enum CardFlow {
  embedded = 'embedded',
  hosted = 'hosted',
}

describeEnum(CardFlow, {
  embedded: 'On a page of yours, with Stripe.js and the `clientSecret` of the started payment',
  hosted: "On Stripe's own page at `url`, which leads back to yours",
});

/** How to pay by card, as the buyer's page chooses it. */
export class StripePaymentCreateDto {
  @KindField(PaymentMethod.stripe)
  method!: PaymentMethod.stripe;

  @EnumField(CardFlow, 'CardFlow', {
    optional: true,
    description: 'Where the card is entered; `embedded` when left out',
  })
  flow?: CardFlow;

  @UrlField({
    optional: true,
    example: 'https://shop.example.com/orders/thanks',
    description:
      'Where the hosted page leads after the payment; needed with `flow: hosted`, at an address that the platform allows',
  })
  successUrl?: string;

  @UrlField({
    optional: true,
    example: 'https://shop.example.com/cart',
    description: 'Where the hosted page leads when the buyer goes back; `successUrl` when left out',
  })
  cancelUrl?: string;
}

/** What a page needs in order to take the card. */
export class StripeDetails {
  @KindField(PaymentMethod.stripe)
  method!: PaymentMethod.stripe;

  @EnumField(CardFlow, 'CardFlow', { description: 'Where the card is entered' })
  flow!: CardFlow;

  @TextField({
    max: 500,
    nullable: true,
    example: 'pk_test_51Hx',
    description: 'The publishable key for Stripe.js; null with `flow: hosted`',
  })
  publishableKey!: string | null;

  @UrlField({
    nullable: true,
    example: 'https://checkout.stripe.com/c/pay/cs_test_a1',
    description: 'The hosted page; null with `flow: embedded`',
  })
  url!: string | null;
}
