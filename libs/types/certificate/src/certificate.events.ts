import { eventContract } from '@course-plateform/common/kernel';
import { IdField, TextField } from '@course-plateform/types/platform';

export class CertificateIssued {
  @IdField()
  certificateId!: string;

  @IdField()
  enrollmentId!: string;

  @IdField()
  courseId!: string;

  @IdField()
  userId!: string;

  @TextField({ max: 64 })
  number!: string;
}

/** A learner holds a certificate for an enrolment now. */
export const certificateIssued = eventContract({
  subject: 'evt.certificate.certificate.issued.v1',
  payload: CertificateIssued,
  consumers: {},
});
