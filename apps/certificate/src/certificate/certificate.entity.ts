import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';
import { newCertificateNumber } from './certificate-number';

/** The index that keeps a learner at one valid certificate a course. */
export const ONE_VALID_CERTIFICATE = 'certificate_user_id_course_id_valid';

/** Whether a certificate can be relied on, and why not. */
export enum CertificateStatus {
  valid = 'valid',
  /** There is another one for the same learner and course. */
  superseded = 'superseded',
}

/**
 * What says that somebody has completed a course. It never changes once the holder's name is on it, unless the holder
 * is erased: it stays good then, and names nobody.
 */
@Entity({ tableName: 'certificate' })
@Unique({ name: 'certificate_enrollment_id_unique', properties: ['enrollmentId'] })
@Index({
  name: ONE_VALID_CERTIFICATE,
  expression: `create unique index "${ONE_VALID_CERTIFICATE}" on "certificate" ("user_id", "course_id") where "superseded_at" is null`,
})
@Index({ name: 'certificate_user_id_created_at', properties: ['userId', 'createdAt', 'id'] })
@Index({
  name: 'certificate_nameless',
  expression: `create index "certificate_nameless" on "certificate" ("created_at") where "holder_name" is null`,
})
export class Certificate extends Aggregate {
  /** Whoever knows it may verify the certificate, so nobody can guess it. */
  @Property({ type: 'text', unique: true })
  readonly number: string = newCertificateNumber();

  @Property({ type: 'uuid' })
  readonly enrollmentId: string;

  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'integer' })
  readonly publication: number;

  @Property({ type: 'text' })
  readonly courseTitle: string;

  /** As it was when the certificate was made out; null until the user service has told it. */
  @Property({ type: 'text', nullable: true })
  holderName: string | null = null;

  @Property({ type: 'datetime' })
  readonly completedAt: Date;

  /** When another certificate took its place. */
  @Property({ type: 'datetime', nullable: true })
  readonly supersededAt: Date | null = null;

  constructor(certificate: {
    enrollmentId: string;
    userId: string;
    courseId: string;
    publication: number;
    courseTitle: string;
    completedAt: Date;
    now: Date;
  }) {
    super(certificate.now);
    this.enrollmentId = certificate.enrollmentId;
    this.userId = certificate.userId;
    this.courseId = certificate.courseId;
    this.publication = certificate.publication;
    this.courseTitle = certificate.courseTitle;
    this.completedAt = certificate.completedAt;
  }

  get status(): CertificateStatus {
    return this.supersededAt === null ? CertificateStatus.valid : CertificateStatus.superseded;
  }
}
