import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import { certificateIssued } from '@course-plateform/types/certificate';
import { FORMER_LEARNER_NAME } from '@course-plateform/types/user';
import type { CourseCompleted } from '@course-plateform/types/user-progress';
import { Certificate } from './certificate.entity';
import { HolderJob } from './holder.job';
import { RevocationService } from './revocation.service';

/** Issues certificates. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly outbox: Outbox,
    private readonly holders: HolderJob,
    private readonly revocations: RevocationService,
    private readonly clock: Clock,
  ) {}

  /**
   * Issues the certificate of a completed course, part of the event's unit of work. A learner has one valid certificate
   * a course, however often the course is completed; of two events at once the unique index lets one pass, and the
   * other one is delivered again.
   */
  async issue(em: EntityManager, completion: CourseCompleted): Promise<void> {
    const { enrollmentId, courseId, userId, publication, courseTitle } = completion;
    if (await em.findOne(Certificate, { userId, courseId, supersededAt: null })) return;
    const certificate = new Certificate({
      enrollmentId,
      courseId,
      userId,
      publication,
      courseTitle,
      completedAt: new Date(completion.completedAt),
      now: this.clock.now(),
    });
    em.persist(certificate);
    await this.revocations.settle(em, certificate);
    const { id, number } = certificate;
    this.outbox.publish(em, certificateIssued, certificate, {
      certificateId: id,
      enrollmentId,
      courseId,
      userId,
      number,
    });
    this.holders.trigger(em);
  }

  /**
   * Takes the name off all certificates of a user who was erased. One that has no name yet gets none afterwards; one
   * that is issued later requests it from the user service, which does not know the name any more either.
   */
  async eraseHolder(em: EntityManager, userId: string): Promise<void> {
    await em.nativeUpdate(Certificate, { userId }, { holderName: FORMER_LEARNER_NAME });
  }
}
