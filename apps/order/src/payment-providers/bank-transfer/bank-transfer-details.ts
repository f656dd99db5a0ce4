import { KindField, TextField } from '@course-plateform/types/platform';
import { PaymentMethod } from '../payment-method';

export class BankAccountResponse {
  @TextField({ example: 'Course Plateform', description: 'Whose account it is' })
  accountHolder!: string;

  @TextField({
    max: 34,
    example: 'DE89370400440532013000',
    description: 'The account, an IBAN without blanks (ISO 13616)',
  })
  iban!: string;
}

export class BankTransferDetails extends BankAccountResponse {
  @KindField(PaymentMethod.bankTransfer)
  method!: PaymentMethod.bankTransfer;
}
