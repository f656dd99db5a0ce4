import { OneOf } from '@course-plateform/types/platform';
import {
  type BankAccountResponse,
  BankTransferDetails,
} from './bank-transfer/bank-transfer-details';
import { PaymentMethod } from './payment-method';
import { StripeDetails } from './stripe/stripe-details';

/** What the buyer needs in order to pay, by the method. A new provider adds its own. */
export const PaymentDetails = OneOf(
  'PaymentDetails',
  'method',
  { [PaymentMethod.bankTransfer]: BankTransferDetails, [PaymentMethod.stripe]: StripeDetails },
  'What the buyer needs in order to pay, by `method`',
);
export type PaymentDetails = InstanceType<typeof PaymentDetails>;

type WithoutMethod<Details> = Details extends PaymentDetails ? Omit<Details, 'method'> : never;

/** The details as they are stored, beside the method of the payment. */
export type StoredDetails = WithoutMethod<PaymentDetails> & {
  /** With it the buyer's page makes the payment. Only whoever starts the payment is told. */
  readonly clientSecret?: string | null;
};

/** The details of a payment with the method that tells them apart, and without the secret. */
export function detailsOf(method: PaymentMethod, stored: StoredDetails): PaymentDetails {
  const { clientSecret: _secret, ...details } = stored;
  // Stored beside the method that they belong to.
  return { ...details, method } as PaymentDetails;
}

/** Where to send a bank transfer; null for every other method. */
export function bankAccountOf(details: PaymentDetails): BankAccountResponse | null {
  if (details.method !== PaymentMethod.bankTransfer) return null;
  const { accountHolder, iban } = details;
  return { accountHolder, iban };
}
