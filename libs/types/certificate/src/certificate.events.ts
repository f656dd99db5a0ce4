import { eventContract } from '@course-plateform/common/kernel';
import { IdField, TextField } from '@course-plateform/types/platform';

export class CertificateIssued {
  @IdField({ description: 'The new certificate' })
  certificateId!: string;

  @IdField({ description: 'The enrollment that was completed' })
  enrollmentId!: string;

  @IdField({ description: 'The course that was completed' })
  courseId!: string;

  @IdField({ description: 'The holder' })
  userId!: string;

  @TextField({
    max: 64,
    description: 'The printed number, by which anybody can verify the certificate',
    example: '7K3QX-0V9TN-4M2RD-PH8WZ-61CYB',
  })
  number!: string;
}

/** A learner holds a certificate for an enrollment now. */
export const certificateIssued = eventContract({
  subject: 'evt.certificate.certificate.issued.v1',
  payload: CertificateIssued,
  consumers: {},
});
