import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  TextField,
} from '@course-plateform/types/platform';
import { type Certificate, CertificateStatus } from './certificate.entity';

const NUMBER_EXAMPLE = '7K3QX-0V9TN-4M2RD-PH8WZ-61CYB';

export class CertificateListQuery extends CursorQuery {}

export class CertificateResponse {
  @IdField()
  id!: string;

  @TextField({ max: 64, example: NUMBER_EXAMPLE, description: 'Whoever has it can verify' })
  number!: string;

  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'The publication that was completed' })
  publication!: number;

  @TextField({ example: 'Complete Web Development' })
  courseTitle!: string;

  @EnumField(CertificateStatus, 'CertificateStatus')
  status!: CertificateStatus;

  @TextField({ example: 'Ada Lovelace', nullable: true, description: 'Null for a moment only' })
  holderName!: string | null;

  @DateTimeField()
  completedAt!: string;

  @DateTimeField()
  issuedAt!: string;

  @IntegerField({ min: 1, description: 'The ETag of the certificate' })
  version!: number;
}

export class CertificatePageResponse extends CursorPageOf(CertificateResponse) {}

export class VerificationResponse {
  @TextField({ max: 64, example: NUMBER_EXAMPLE })
  number!: string;

  @BooleanField()
  valid!: boolean;

  @EnumField(CertificateStatus, 'CertificateStatus', { description: 'Why it is not valid' })
  status!: CertificateStatus;

  @TextField({ example: 'Ada Lovelace', nullable: true, description: 'Null for a moment only' })
  holderName!: string | null;

  @TextField({ example: 'Complete Web Development' })
  courseTitle!: string;

  @DateTimeField()
  completedAt!: string;

  @DateTimeField()
  issuedAt!: string;
}

export function toCertificateResponse(certificate: Certificate): CertificateResponse {
  return {
    id: certificate.id,
    number: certificate.number,
    enrollmentId: certificate.enrollmentId,
    courseId: certificate.courseId,
    publication: certificate.publication,
    courseTitle: certificate.courseTitle,
    status: certificate.status,
    holderName: certificate.holderName,
    completedAt: certificate.completedAt.toISOString(),
    issuedAt: certificate.createdAt.toISOString(),
    version: certificate.version,
  };
}

/** What anybody who has the number may know. */
export function toVerificationResponse(certificate: Certificate): VerificationResponse {
  return {
    number: certificate.number,
    valid: certificate.status === CertificateStatus.valid,
    status: certificate.status,
    holderName: certificate.holderName,
    courseTitle: certificate.courseTitle,
    completedAt: certificate.completedAt.toISOString(),
    issuedAt: certificate.createdAt.toISOString(),
  };
}
