import { OneOf } from '@course-plateform/types/platform';
import { BankTransferCreateDto } from './bank-transfer/bank-transfer-create.dto';
import { PaymentMethod } from './payment-method';
import { StripePaymentCreateDto } from './stripe/stripe-details';

/** How a buyer wants to pay, with what the method lets them choose. A new provider adds its own. */
export const PaymentCreateDto = OneOf('PaymentCreateDto', 'method', {
  [PaymentMethod.bankTransfer]: BankTransferCreateDto,
  [PaymentMethod.stripe]: StripePaymentCreateDto,
});
export type PaymentCreateDto = InstanceType<typeof PaymentCreateDto>;
