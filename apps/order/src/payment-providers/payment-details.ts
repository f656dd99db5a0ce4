import { OneOf } from '@course-plateform/types/platform';
import {
  type BankAccountResponse,
  BankTransferDetails,
} from './bank-transfer/bank-transfer-details';
import { PaymentMethod } from './payment-method';

/** What the buyer needs in order to pay, by the method. A new provider adds its own. */
export const PaymentDetails = OneOf('PaymentDetails', 'method', {
  [PaymentMethod.bankTransfer]: BankTransferDetails,
});
export type PaymentDetails = InstanceType<typeof PaymentDetails>;

type WithoutMethod<Details> = Details extends PaymentDetails ? Omit<Details, 'method'> : never;

/** The details as they are stored, beside the method of the payment. */
export type StoredDetails = WithoutMethod<PaymentDetails>;

/** The details of a payment with the method that tells them apart. */
export function detailsOf(method: PaymentMethod, stored: StoredDetails): PaymentDetails {
  return { ...stored, method };
}

/** Where to send a bank transfer; null for every other method. */
export function bankAccountOf(details: PaymentDetails): BankAccountResponse | null {
  if (details.method !== PaymentMethod.bankTransfer) return null;
  const { accountHolder, iban } = details;
  return { accountHolder, iban };
}
