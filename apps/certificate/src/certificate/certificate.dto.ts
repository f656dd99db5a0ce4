import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { type Certificate, CertificateStatus, RevocationCause } from './certificate.entity';

const NUMBER_EXAMPLE = '7K3QX-0V9TN-4M2RD-PH8WZ-61CYB';

export class CertificateListQuery extends CursorQuery {}

export class RevocationCreateDto {
  @TextField({
    max: 2000,
    example: 'The attempts were made by another user.',
    description: 'Why; the holder reads it',
  })
  reason!: string;
}

export class RevocationResponse {
  @EnumField(RevocationCause, 'RevocationCause', { description: 'Why it was revoked' })
  cause!: RevocationCause;

  @TextField({
    max: 2000,
    nullable: true,
    example: 'The attempts were made by another user.',
    description: 'What the admin says; null unless an admin revoked it',
  })
  reason!: string | null;

  @DateTimeField({ description: 'When it was revoked' })
  revokedAt!: string;
}

export class CertificateResponse {
  @IdField()
  id!: string;

  @TextField({
    max: 64,
    example: NUMBER_EXAMPLE,
    description: 'As it is printed; whoever has it can verify the certificate',
  })
  number!: string;

  @IdField({ description: 'The enrollment that was completed' })
  enrollmentId!: string;

  @IdField({ description: 'The course that was completed' })
  courseId!: string;

  @IntegerField({
    min: 1,
    description: 'The number of the publication of the course that was completed',
  })
  publication!: number;

  @TextField({
    example: 'Complete Web Development',
    description: 'The title of the course in that publication',
  })
  courseTitle!: string;

  @EnumField(CertificateStatus, 'CertificateStatus', {
    description: 'Whether the certificate can be relied on',
  })
  status!: CertificateStatus;

  @ObjectField(() => RevocationResponse, {
    nullable: true,
    description: 'Why it was revoked; null unless it is',
  })
  revocation!: RevocationResponse | null;

  @TextField({
    example: 'Ada Lovelace',
    nullable: true,
    description:
      'The name of the holder when the certificate was first read; null until the user service has provided it',
  })
  holderName!: string | null;

  @DateTimeField({ description: 'When the course was completed' })
  completedAt!: string;

  @DateTimeField({ description: 'When the certificate was issued, soon after the completion' })
  issuedAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class CertificatePageResponse extends CursorPageOf(CertificateResponse) {}

export class VerificationResponse {
  @TextField({
    max: 64,
    example: NUMBER_EXAMPLE,
    description: 'The number of the certificate as it is printed',
  })
  number!: string;

  @BooleanField({ description: 'Whether the certificate can be relied on' })
  valid!: boolean;

  @EnumField(CertificateStatus, 'CertificateStatus', {
    description: 'Why it is not valid, when it is not',
  })
  status!: CertificateStatus;

  @EnumField(RevocationCause, 'RevocationCause', {
    nullable: true,
    description: 'Why it was revoked; null unless it is',
  })
  revocationCause!: RevocationCause | null;

  @TextField({
    example: 'Ada Lovelace',
    nullable: true,
    description: 'Whose certificate it is; null until the user service has provided the name',
  })
  holderName!: string | null;

  @TextField({
    example: 'Complete Web Development',
    description: 'The title of the course when it was completed',
  })
  courseTitle!: string;

  @DateTimeField({ description: 'When the holder completed the course' })
  completedAt!: string;

  @DateTimeField({ description: 'When the certificate was issued' })
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
    revocation: toRevocationResponse(certificate),
    holderName: certificate.holderName,
    completedAt: certificate.completedAt.toISOString(),
    issuedAt: certificate.createdAt.toISOString(),
    version: certificate.version,
  };
}

function toRevocationResponse({
  revocationCause: cause,
  revocationReason: reason,
  revokedAt,
}: Certificate): RevocationResponse | null {
  if (cause === null || revokedAt === null) return null;
  return { cause, reason, revokedAt: revokedAt.toISOString() };
}

/** What anybody who has the number may know. */
export function toVerificationResponse(certificate: Certificate): VerificationResponse {
  return {
    number: certificate.number,
    valid: certificate.status === CertificateStatus.valid,
    status: certificate.status,
    revocationCause: certificate.revocationCause,
    holderName: certificate.holderName,
    courseTitle: certificate.courseTitle,
    completedAt: certificate.completedAt.toISOString(),
    issuedAt: certificate.createdAt.toISOString(),
  };
}
