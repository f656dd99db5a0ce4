import { domainError } from '@course-plateform/common/kernel';

export class CertificateNotFound extends domainError({
  code: 'certificate.not_found',
  status: 404,
  title: 'No such certificate',
}) {}

export class VerificationNotFound extends domainError({
  code: 'certificate.number_unknown',
  status: 404,
  title: 'No certificate has this number',
  detail: 'Check the number. It has five groups of five letters and digits.',
}) {}
