import { KindField } from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-method';

/** How to pay by bank transfer: there is nothing to choose. */
export class BankTransferCreateDto {
  @KindField(PaymentMethod.bankTransfer)
  method!: PaymentMethod.bankTransfer;
}
