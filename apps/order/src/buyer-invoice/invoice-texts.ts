import { defineMessage } from '@course-plateform/common/kernel';
import { InvoiceKind } from '../invoice/invoice.kind';

/** What the documents say besides their figures. */
export const TEXTS = {
  kind: {
    [InvoiceKind.invoice]: defineMessage('invoice.kind_invoice', 'Invoice'),
    [InvoiceKind.creditNote]: defineMessage('invoice.kind_credit_note', 'Credit note'),
    [InvoiceKind.debitNote]: defineMessage('invoice.kind_debit_note', 'Debit note'),
  },
  closing: {
    [InvoiceKind.invoice]: defineMessage('invoice.closing_invoice', 'Paid in full.'),
    [InvoiceKind.creditNote]: defineMessage(
      'invoice.closing_credit_note',
      'This amount was returned to the buyer.',
    ),
    [InvoiceKind.debitNote]: defineMessage(
      'invoice.closing_debit_note',
      'The refund did not reach the buyer: the credit note no longer holds.',
    ),
  },
  date: defineMessage('invoice.date', 'Date'),
  number: defineMessage('invoice.number', 'Number'),
  order: defineMessage('invoice.order', 'Order'),
  corrects: defineMessage('invoice.corrects', 'Corrects'),
  seller: defineMessage('invoice.seller', 'Seller'),
  buyer: defineMessage('invoice.buyer', 'Buyer'),
  vatId: defineMessage('invoice.vat_id', 'VAT ID'),
  course: defineMessage('invoice.course', 'Course'),
  listPrice: defineMessage('invoice.list_price', 'List price'),
  discount: defineMessage('invoice.discount', 'Discount'),
  net: defineMessage('invoice.net', 'Net'),
  tax: defineMessage('invoice.tax', 'Tax'),
  gross: defineMessage('invoice.gross', 'Gross'),
  total: defineMessage('invoice.total', 'Total'),
} as const;
