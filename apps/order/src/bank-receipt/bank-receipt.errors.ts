import { domainError } from '@course-plateform/common/kernel';

export class BankTransferNotFound extends domainError({
  code: 'bank_transfer.not_found',
  status: 404,
  title: 'Bank transfer not found',
}) {}

export class PaymentDuplicateReceipt extends domainError({
  code: 'payment.duplicate_receipt',
  status: 409,
  title: 'Receipt already recorded',
  detail: 'This line of the bank statement has already been assigned to a payment.',
  remedy: 'Compare with the bank statement: the receipt is already recorded.',
}) {}

export class PaymentCurrencyMismatch extends domainError({
  code: 'payment.currency_mismatch',
  status: 422,
  title: 'Currency mismatch',
  detail: 'The payment is in {expected}, not in {given}.',
  example: { expected: 'USD', given: 'EUR' },
  remedy: 'Send the amount in the currency of the payment.',
}) {}

export class PaymentAmountInvalid extends domainError({
  code: 'payment.amount_invalid',
  status: 422,
  title: 'Invalid amount',
  detail: 'A receipt is more than zero.',
}) {}
