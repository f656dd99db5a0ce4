import { domainError } from '@course-plateform/common/kernel';

export class DocumentBusy extends domainError({
  code: 'document.busy',
  status: 503,
  title: 'Document not ready',
  detail: 'Too many documents are being written at the moment.',
  remedy: 'Try again after the time in Retry-After.',
}) {}
