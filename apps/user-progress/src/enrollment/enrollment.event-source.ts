import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventPage, EventSource, Outbox } from '@course-plateform/common/events';
import {
  enrollmentEnded,
  enrollmentGranted,
  enrollmentRestored,
  enrollmentSuspended,
} from '@course-plateform/types/user-progress';
import { toEnrollmentEnded } from './enrollment.dto';
import { Enrollment } from './enrollment.entity';
import { OrderLineGrant } from './order-line-grant.entity';

const PAGE = 500;

/** Tells the present state of all enrollments again, for a consumer that has lost them. */
@Injectable()
export class EnrollmentEventSource {
  constructor(private readonly outbox: Outbox) {}

  /** Only the end of an ended enrollment is published: nobody may take its grant for a new one. */
  @EventSource(enrollmentGranted, enrollmentEnded, enrollmentSuspended, enrollmentRestored)
  async republish(em: EntityManager, after: string | undefined): Promise<EventPage> {
    const enrollments = await em.find(
      Enrollment,
      after === undefined ? {} : { id: { $gt: after } },
      { orderBy: { id: 'asc' }, limit: PAGE, lockMode: LockMode.PESSIMISTIC_READ },
    );
    const grants = await em.find(OrderLineGrant, {
      enrollmentId: { $in: enrollments.map(({ id }) => id) },
      endedAt: null,
    });
    let events = 0;
    for (const enrollment of enrollments) {
      const lines = grants.filter(({ enrollmentId }) => enrollmentId === enrollment.id);
      events += this.report(em, enrollment, lines);
    }
    return { events, next: enrollments.length === PAGE ? enrollments.at(-1)?.id : undefined };
  }

  /** Several orders may have paid for one enrollment, and each waits for its line. @returns how many events */
  private report(
    em: EntityManager,
    enrollment: Enrollment,
    lines: readonly OrderLineGrant[],
  ): number {
    const { id, courseId, userId, publication, version } = enrollment;
    const about = { aggregateId: id, aggregateVersion: version };
    const common = { enrollmentId: id, courseId, userId };
    if (enrollment.isEnded) {
      this.outbox.publish(em, enrollmentEnded, about, toEnrollmentEnded(enrollment));
      return 1;
    }
    const free = { orderId: null, orderLineId: null };
    const paid = lines.map(({ orderId, orderLineId }) => ({ orderId, orderLineId }));
    const origins = paid.length > 0 ? paid : [free];
    for (const origin of origins) {
      this.outbox.publish(em, enrollmentGranted, about, { ...common, ...origin, publication });
    }
    const { suspensionReason: reason } = enrollment;
    if (reason === null) return origins.length;
    this.outbox.publish(em, enrollmentSuspended, about, { ...common, reason });
    return origins.length + 1;
  }
}
