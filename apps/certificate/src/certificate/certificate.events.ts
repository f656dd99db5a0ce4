import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type PersonErased, userErased } from '@course-plateform/types/user';
import { type CourseCompleted, courseCompleted } from '@course-plateform/types/user-progress';
import { CertificateService } from './certificate.service';

@Injectable()
export class CertificateEventHandler {
  constructor(private readonly certificates: CertificateService) {}

  @EventHandler(courseCompleted, { consumer: 'certificate-issue' })
  issueCertificate(event: EventEnvelope<CourseCompleted>, em: EntityManager): Promise<void> {
    return this.certificates.issue(em, event.payload);
  }

  @EventHandler(userErased, { consumer: 'holder-erasure' })
  eraseHolder(event: EventEnvelope<PersonErased>, em: EntityManager): Promise<void> {
    return this.certificates.eraseHolder(em, event.payload.userId);
  }
}
