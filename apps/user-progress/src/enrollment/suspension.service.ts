import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import type { DisputeOpened } from '@course-plateform/types/order';
import {
  EnrollmentSuspensionReason,
  enrollmentRestored,
  enrollmentSuspended,
} from '@course-plateform/types/user-progress';
import { AccessService } from './access.service';
import { Enrollment } from './enrollment.entity';
import { EnrollmentRepository } from './enrollment.repository';
import { LineGrants } from './line-grants';

/** Suspends the access that disputed order lines give, and restores it. Nothing is deleted. */
@Injectable()
export class SuspensionService {
  constructor(
    private readonly grants: LineGrants,
    private readonly enrollments: EnrollmentRepository,
    private readonly access: AccessService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in how a dispute stands, in the unit of work of the event. A line that was not granted yet keeps it, so that
   * its grant begins suspended.
   * @param isOpen whether access stays away: also after it was lost, until the refund of the line ends it
   */
  async note(
    em: EntityManager,
    { disputeId, orderId, lines }: DisputeOpened,
    { version, isOpen }: { readonly version: number; readonly isOpen: boolean },
  ): Promise<void> {
    const ids = lines.map(({ lineId }) => lineId);
    const grants = [...(await this.grants.lock(em, orderId, ids)).values()];
    for (const grant of grants) grant.noteDispute(disputeId, { version, isOpen });
    await em.flush();
    const enrollmentIds = new Set(grants.flatMap(({ enrollmentId }) => enrollmentId ?? []));
    for (const id of [...enrollmentIds].toSorted()) {
      const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
      await this.settle(em, await em.findOneOrFail(Enrollment, { id }, options));
    }
  }

  /**
   * Suspends a locked enrollment when every line that pays for it is disputed, and restores it when one is not any more.
   */
  async settle(em: EntityManager, enrollment: Enrollment): Promise<void> {
    if (enrollment.isEnded) return;
    await em.flush();
    const purchases = await this.enrollments.lockPurchases(em, enrollment.id);
    const isDisputed = purchases.length > 0 && purchases.every((grant) => grant.isDisputed);
    if (isDisputed === enrollment.isSuspended) return;
    const { id: enrollmentId, courseId, userId } = enrollment;
    const about = { enrollmentId, courseId, userId };
    const now = this.clock.now();
    if (isDisputed) {
      const reason = EnrollmentSuspensionReason.disputed;
      enrollment.suspend(reason, now);
      this.outbox.publish(em, enrollmentSuspended, enrollment, { ...about, reason });
      return;
    }
    enrollment.resume(now);
    this.outbox.publish(em, enrollmentRestored, enrollment, about);
    // What was passed meanwhile counts now.
    await this.access.settle(em, [enrollment]);
  }
}
