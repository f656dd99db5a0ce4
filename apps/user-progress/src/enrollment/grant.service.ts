import { type EntityManager, LockMode } from '@mikro-orm/core';
import type { EntityManager as SqlEntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import type { OrderEventLine, OrderFact } from '@course-plateform/types/order';
import { CoursePublicationService } from '../curriculum/course-publication.service';
import { AccessService, type OrderLine } from './access.service';
import type { Enrollment } from './enrollment.entity';
import { EnrollmentRepository, type Learner } from './enrollment.repository';
import { OrderLineGrant } from './order-line-grant.entity';

const NOTE_LINE = `
  insert into "order_line_grant" ("order_id", "order_line_id") values (?, ?)
  on conflict ("order_line_id") do nothing`;

/** Opens enrolments for paid order lines, inside somebody's unit of work. */
@Injectable()
export class GrantService {
  constructor(
    private readonly access: AccessService,
    private readonly enrollments: EnrollmentRepository,
    private readonly publications: CoursePublicationService,
    private readonly clock: Clock,
  ) {}

  /** Gives the buyer access to what each line sold; lines that led somewhere before only have it told again. */
  async grantOrder(em: EntityManager, order: OrderFact): Promise<void> {
    // In one order for all, so that two orders of the same courses do not wait for each other in a circle.
    const lines = order.lines.toSorted((one, other) => one.courseId.localeCompare(other.courseId));
    for (const line of lines) await this.grantLine(em, order, line);
  }

  private async grantLine(
    em: EntityManager,
    { orderId, buyerId }: OrderFact,
    { lineId: orderLineId, courseId, publication }: OrderEventLine,
  ): Promise<void> {
    const line = { orderId, orderLineId };
    const grant = await this.lockedGrant(em, line);
    if (grant.isEnded) return;
    const learner = { userId: buyerId, courseId };
    const present = await this.enrollments.lockOf(em, learner);
    if (grant.enrollmentId !== null) {
      // Whoever sends the event again has missed ours; access that has ended since does not come back.
      if (present && !present.isEnded) {
        const stored = { aggregateId: present.id, aggregateVersion: present.version };
        this.access.tell(em, present, stored, line);
      }
      return;
    }
    const enrollment = await this.lead(em, { ...learner, publication }, present, line);
    grant.leadTo(enrollment.id);
    await em.flush();
  }

  /** The enrollment that a new purchase leads to: the present one, or one that ended and is taken up, or a new one. */
  private async lead(
    em: EntityManager,
    sold: Learner & { readonly publication: number },
    present: Enrollment | null,
    line: OrderLine,
  ): Promise<Enrollment> {
    if (present && !present.isEnded) {
      present.attach(this.clock.now());
      this.access.tell(em, present, present, line);
      return present;
    }
    const publication = await this.publications.granted(em, sold);
    if (present) return this.access.resume(em, present, { line, publication });
    return this.access.open(em, { ...sold, publication }, line);
  }

  /** What is known of a line. Two facts about one line queue up here. */
  private async lockedGrant(em: EntityManager, line: OrderLine): Promise<OrderLineGrant> {
    const { orderId, orderLineId } = line;
    // Not by the ORM, which would read the row before it is locked.
    await (em as SqlEntityManager).execute(NOTE_LINE, [orderId, orderLineId], 'run');
    return em.findOneOrFail(
      OrderLineGrant,
      { orderLineId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }
}
