import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import { CertificateNotRevoked, CertificateRevoked } from './certificate.errors';
import { newCertificateNumber } from './certificate-number';

/** The index that keeps a learner at one valid certificate a course. */
export const ONE_VALID_CERTIFICATE = 'certificate_user_id_course_id_valid';

/** Whether a certificate can be relied on, and why not. */
export enum CertificateStatus {
  valid = 'valid',
  /** There is another one for the same learner and course. */
  superseded = 'superseded',
  revoked = 'revoked',
  suspended = 'suspended',
}

/** Who has revoked a certificate, and so why. */
export enum RevocationCause {
  refund = 'refund',
  admin = 'admin',
}

describeEnum(RevocationCause, {
  refund: 'The money for the course went back to the holder',
  admin: 'An admin has revoked it',
});

describeEnum(CertificateStatus, {
  valid: 'Can be relied on',
  superseded: 'Replaced: the learner holds another one for the same course',
  revoked: 'Taken back, as `revocation` says; it may be restored',
  suspended: 'Cannot be relied on for now: the payment for the course is disputed',
});

/**
 * What says that a user has completed a course. It says the same once the holder's name is on it, unless the holder is
 * erased: it stays good then, and names nobody. It can be revoked, and restored.
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

  /** As it was when the certificate was made out; null until the user service has returned it. */
  @Property({ type: 'text', nullable: true })
  holderName: string | null = null;

  @Property({ type: 'datetime' })
  readonly completedAt: Date;

  /** When another certificate took its place. */
  @Property({ type: 'datetime', nullable: true })
  readonly supersededAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  revokedAt: Date | null = null;

  /** Null unless it is revoked. */
  @Property({ type: 'text', nullable: true })
  revocationCause: RevocationCause | null = null;

  /** What the admin said who revoked it. */
  @Property({ type: 'text', nullable: true })
  revocationReason: string | null = null;

  /** Null unless the enrollment is suspended. */
  @Property({ type: 'datetime', nullable: true })
  suspendedAt: Date | null = null;

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
    if (this.supersededAt !== null) return CertificateStatus.superseded;
    if (this.revokedAt !== null) return CertificateStatus.revoked;
    return this.suspendedAt === null ? CertificateStatus.valid : CertificateStatus.suspended;
  }

  /** The money for the course went back. What an admin has revoked stays so. */
  revokeByRefund(now: Date): void {
    if (this.revokedAt === null) this.takeBack(RevocationCause.refund, null, now);
  }

  /** The course was bought again. What an admin has revoked stays so. */
  restoreAfterRefund(now: Date): void {
    if (this.revocationCause === RevocationCause.refund) this.restore(now);
  }

  /** Follows the enrollment. Whatever has revoked it stays. */
  suspend(isSuspended: boolean, now: Date): void {
    if (isSuspended === (this.suspendedAt !== null)) return;
    this.suspendedAt = isSuspended ? now : null;
    this.updatedAt = now;
  }

  /** @throws CertificateRevoked when it is revoked already */
  revoke(reason: string, now: Date): void {
    if (this.revokedAt !== null) throw new CertificateRevoked();
    this.takeBack(RevocationCause.admin, reason, now);
  }

  /** @throws CertificateNotRevoked */
  restore(now: Date): void {
    if (this.revokedAt === null) throw new CertificateNotRevoked();
    this.revokedAt = null;
    this.revocationCause = null;
    this.revocationReason = null;
    this.updatedAt = now;
  }

  private takeBack(cause: RevocationCause, reason: string | null, now: Date): void {
    this.revokedAt = now;
    this.revocationCause = cause;
    this.revocationReason = reason;
    this.updatedAt = now;
  }
}
