import { describeEnum } from '@course-plateform/types/platform';

/** The ways to pay that are built; each has a provider behind the port. */
export enum PaymentMethod {
  bankTransfer = 'bank_transfer',
  stripe = 'stripe',
}

describeEnum(PaymentMethod, {
  bank_transfer:
    'The buyer transfers the money with the reference of the payment, and an admin confirms its arrival',
  stripe: 'The buyer pays by card, or by what else Stripe offers them',
});
