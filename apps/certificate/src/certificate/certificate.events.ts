import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import {
  type CourseCompleted,
  EnrollmentEndReason,
  type EnrollmentEnded,
  type EnrollmentGranted,
  type EnrollmentRestored,
  type EnrollmentSuspended,
  courseCompleted,
  enrollmentEnded,
  enrollmentGranted,
  enrollmentRestored,
  enrollmentSuspended,
} from '@course-plateform/types/user-progress';
import { CertificateService } from './certificate.service';
import { RevocationService } from './revocation.service';

@Injectable()
export class CertificateEventHandler {
  constructor(
    private readonly certificates: CertificateService,
    private readonly revocations: RevocationService,
  ) {}

  @EventHandler(courseCompleted, { consumer: 'certificate-issue' })
  issueCertificate(event: EventEnvelope<CourseCompleted>, em: EntityManager): Promise<void> {
    return this.certificates.issue(em, event.payload);
  }

  @EventHandler(enrollmentEnded, { consumer: 'certificate-revocation' })
  noteEnd(event: EventEnvelope<EnrollmentEnded>, em: EntityManager): Promise<void> {
    const { enrollmentId, reason } = event.payload;
    const isRefunded = reason === EnrollmentEndReason.refund;
    return this.revocations.note(em, enrollmentId, { version: event.aggregateVersion, isRefunded });
  }

  @EventHandler(enrollmentGranted, { consumer: 'certificate-restoration' })
  noteAccess(event: EventEnvelope<EnrollmentGranted>, em: EntityManager): Promise<void> {
    const { enrollmentId } = event.payload;
    const version = event.aggregateVersion;
    return this.revocations.note(em, enrollmentId, { version });
  }

  @EventHandler(enrollmentSuspended, { consumer: 'certificate-suspension' })
  noteSuspension(event: EventEnvelope<EnrollmentSuspended>, em: EntityManager): Promise<void> {
    const version = event.aggregateVersion;
    return this.revocations.note(em, event.payload.enrollmentId, { version, isSuspended: true });
  }

  @EventHandler(enrollmentRestored, { consumer: 'certificate-reinstatement' })
  noteRestoration(event: EventEnvelope<EnrollmentRestored>, em: EntityManager): Promise<void> {
    const version = event.aggregateVersion;
    return this.revocations.note(em, event.payload.enrollmentId, { version });
  }

  @EventHandler(userErased, { consumer: 'holder-erasure' })
  eraseHolder(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    return this.certificates.eraseHolder(em, event.payload.userId);
  }
}
