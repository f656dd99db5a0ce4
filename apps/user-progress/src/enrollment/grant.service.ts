import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import type { OrderEvent } from '@course-plateform/types/order';
import { CoursePublicationService } from '../curriculum/course-publication.service';
import { AccessService, type OrderLine } from './access.service';
import type { Enrollment } from './enrollment.entity';
import { EnrollmentRepository, type Learner } from './enrollment.repository';
import { LineGrants } from './line-grants';

/** Opens enrollments for paid order lines, inside a user's unit of work. */
@Injectable()
export class GrantService {
  constructor(
    private readonly grants: LineGrants,
    private readonly access: AccessService,
    private readonly enrollments: EnrollmentRepository,
    private readonly publications: CoursePublicationService,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives the buyer access to what each line sold; lines that led somewhere before only have it published again. All lines
   * together: as many statements as for one, and rows are locked in one order for all, so that two orders of the same
   * courses do not wait for each other in a circle.
   * @returns the enrollments whose suspension the lines may change
   */
  async grantOrder(
    em: EntityManager,
    { orderId, buyerId, lines }: OrderEvent,
  ): Promise<Enrollment[]> {
    const grants = await this.grants.lock(
      em,
      orderId,
      lines.map(({ lineId }) => lineId),
    );
    const wanted = lines.filter(({ lineId }) => grants.get(lineId)?.isEnded === false);
    if (wanted.length === 0) return [];
    const courseIds = wanted.map(({ courseId }) => courseId);
    const present = await this.enrollments.lockAllOf(em, buyerId, courseIds);
    const newest = await this.publications.granted(
      em,
      wanted.filter(({ courseId }) => !isLiving(present.get(courseId))),
    );
    const begun: Enrollment[] = [];
    for (const { lineId: orderLineId, courseId, publication } of wanted) {
      const line = { orderId, orderLineId };
      const grant = grants.get(orderLineId);
      const there = present.get(courseId);
      if (!grant || grant.enrollmentId !== null) {
        this.republish(em, there, line);
        continue;
      }
      const wasLiving = isLiving(there);
      const granted = newest.get(courseId) ?? publication;
      const sold = { userId: buyerId, courseId, publication: granted };
      const enrollment = this.lead(em, sold, there, line);
      if (!wasLiving) begun.push(enrollment);
      present.set(courseId, enrollment);
      grant.linkTo(enrollment.id);
    }
    await this.access.settle(em, begun);
    const isDisputed = [...grants.values()].some((grant) => grant.isDisputed);
    return [...present.values()].filter(({ isSuspended }) => isDisputed || isSuspended);
  }

  /** Whoever sends the event again has missed ours; access that has ended since does not come back. */
  private republish(em: EntityManager, present: Enrollment | undefined, line: OrderLine): void {
    if (!present || present.isEnded) return;
    const stored = { aggregateId: present.id, aggregateVersion: present.version };
    this.access.report(em, present, stored, line);
  }

  /** The enrollment that a new purchase leads to: the present one, or one that ended and is taken up, or a new one. */
  private lead(
    em: EntityManager,
    sold: Learner & { readonly publication: number },
    present: Enrollment | undefined,
    line: OrderLine,
  ): Enrollment {
    if (!present) return this.access.begin(em, sold, line);
    if (present.isEnded) {
      return this.access.takeUp(em, present, { line, publication: sold.publication });
    }
    present.attach(this.clock.now());
    this.access.report(em, present, present, line);
    return present;
  }
}

function isLiving(enrollment: Enrollment | undefined): boolean {
  return enrollment !== undefined && !enrollment.isEnded;
}
