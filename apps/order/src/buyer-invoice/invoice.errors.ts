import { domainError } from '@course-plateform/common/kernel';

export class InvoiceNotFound extends domainError({
  code: 'invoice.not_found',
  status: 404,
  title: 'Invoice not found',
}) {}
