import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox } from '@course-plateform/common/events';
import type { OrderLineRefunded } from '@course-plateform/types/order';
import { enrollmentEnded } from '@course-plateform/types/user-progress';
import { toEnrollmentEnded } from './enrollment.dto';
import { Enrollment } from './enrollment.entity';
import { EnrollmentRepository } from './enrollment.repository';
import { LineGrants } from './line-grants';

/** Ends the access that order lines gave whose money went back. */
@Injectable()
export class RefundEndService {
  constructor(
    private readonly grants: LineGrants,
    private readonly enrollments: EnrollmentRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes a line back, in the unit of work of the event. A line that was not granted yet leaves a tombstone, so that
   * the grant has no effect when it comes. The enrollment goes on while another line pays for it.
   * @returns the enrollment that goes on
   */
  async end(
    em: EntityManager,
    { orderId, lineId, endsAccess }: Pick<OrderLineRefunded, 'orderId' | 'lineId' | 'endsAccess'>,
  ): Promise<Enrollment | undefined> {
    if (!endsAccess) return undefined;
    const grant = (await this.grants.lock(em, orderId, [lineId])).get(lineId);
    if (!grant || grant.isEnded) return undefined;
    const now = this.clock.now();
    grant.end(now);
    if (grant.enrollmentId === null) return undefined;
    await em.flush();
    const id = grant.enrollmentId;
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const enrollment = await em.findOneOrFail(Enrollment, { id }, options);
    if ((await this.enrollments.lockPurchases(em, id)).length > 0) return enrollment;
    enrollment.endByRefund(now);
    this.outbox.publish(em, enrollmentEnded, enrollment, toEnrollmentEnded(enrollment));
    return undefined;
  }
}
