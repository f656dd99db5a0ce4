import { domainError } from '@course-plateform/common/kernel';

export class PayoutNotFound extends domainError({
  code: 'payout.not_found',
  status: 404,
  title: 'Payout not found',
}) {}

export class PayoutRunNotFound extends domainError({
  code: 'payout_run.not_found',
  status: 404,
  title: 'Payout run not found',
}) {}

export class PayoutDuplicateBankReference extends domainError({
  code: 'payout.duplicate_bank_reference',
  status: 409,
  title: 'Bank reference already recorded',
  detail: 'This line of the bank statement is already recorded for a payout.',
  remedy: 'Compare with the bank statement: the payout is already recorded.',
}) {}
