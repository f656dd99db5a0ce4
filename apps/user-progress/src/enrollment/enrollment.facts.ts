import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type FactPage, FactSource, Outbox } from '@course-plateform/common/events';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { Enrollment } from './enrollment.entity';
import { OrderLineGrant } from './order-line-grant.entity';

const PAGE = 500;

/** Tells the present state of all enrolments again, for a consumer that has lost them. */
@Injectable()
export class EnrollmentFacts {
  constructor(private readonly outbox: Outbox) {}

  /** An ended enrolment has only its end told: nobody may take its grant for a new one. */
  @FactSource(enrollmentGranted, enrollmentEnded)
  async tellAgain(em: EntityManager, after: string | undefined): Promise<FactPage> {
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
      events += this.tell(em, enrollment, lines);
    }
    return { events, next: enrollments.length === PAGE ? enrollments.at(-1)?.id : undefined };
  }

  /** Several orders may have paid for one enrolment, and each waits for its line. @returns how many facts */
  private tell(
    em: EntityManager,
    enrollment: Enrollment,
    lines: readonly OrderLineGrant[],
  ): number {
    const { id, courseId, userId, publication, version } = enrollment;
    const about = { aggregateId: id, aggregateVersion: version };
    const common = { enrollmentId: id, courseId, userId };
    if (enrollment.isEnded) {
      this.outbox.add(em, enrollmentEnded, common, about);
      return 1;
    }
    const free = { orderId: null, orderLineId: null };
    const paid = lines.map(({ orderId, orderLineId }) => ({ orderId, orderLineId }));
    const origins = paid.length > 0 ? paid : [free];
    for (const origin of origins) {
      this.outbox.add(em, enrollmentGranted, { ...common, ...origin, publication }, about);
    }
    return origins.length;
  }
}
