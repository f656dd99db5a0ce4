import { domainError } from '@course-plateform/common/kernel';

export class CertificateNotFound extends domainError({
  code: 'certificate.not_found',
  status: 404,
  title: 'Certificate not found',
}) {}

export class VerificationNotFound extends domainError({
  code: 'certificate.number_unknown',
  status: 404,
  title: 'Certificate not found',
  detail:
    'No certificate has this number, which consists of five groups of five letters and digits.',
}) {}
