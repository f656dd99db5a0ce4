import { describeEnum } from '@course-plateform/types/platform';

/** What a document says. */
export enum InvoiceKind {
  invoice = 'invoice',
  creditNote = 'credit_note',
  debitNote = 'debit_note',
}

describeEnum(InvoiceKind, {
  invoice: 'What was bought and paid',
  credit_note: 'What of it went back to the buyer, by a refund or a lost dispute',
  debit_note: 'Takes a credit note back, whose refund did not reach the buyer',
});
