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

export class CertificateRevoked extends domainError({
  code: 'certificate.revoked',
  status: 409,
  title: 'Certificate revoked',
  detail: 'The certificate is revoked already.',
}) {}

export class CertificateNotRevoked extends domainError({
  code: 'certificate.not_revoked',
  status: 409,
  title: 'Certificate not revoked',
  detail: 'The certificate is not revoked, so there is nothing to restore.',
}) {}
