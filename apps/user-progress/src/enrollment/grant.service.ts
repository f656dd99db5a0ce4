import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import type { OrderEventLine, OrderFact } from '@course-plateform/types/order';
import { CoursePublicationService } from '../curriculum/course-publication.service';
import { AccessService, type OrderLine } from './access.service';
import type { Enrollment } from './enrollment.entity';
import { EnrollmentRepository, type Learner } from './enrollment.repository';
import { OrderLineGrant } from './order-line-grant.entity';

const NOTE_LINES = `
  insert into "order_line_grant" ("order_id", "order_line_id") select ?::uuid, unnest(?::uuid[])
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

  /**
   * Gives the buyer access to what each line sold; lines that led somewhere before only have it told again. All lines
   * together: as many statements as for one, and rows are locked in one order for all, so that two orders of the same
   * courses do not wait for each other in a circle.
   */
  async grantOrder(em: EntityManager, { orderId, buyerId, lines }: OrderFact): Promise<void> {
    const grants = await this.lockedGrants(em, orderId, lines);
    const wanted = lines.filter(({ lineId }) => grants.get(lineId)?.isEnded === false);
    if (wanted.length === 0) return;
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
        this.tellAgain(em, there, line);
        continue;
      }
      const wasLiving = isLiving(there);
      const granted = newest.get(courseId) ?? publication;
      const sold = { userId: buyerId, courseId, publication: granted };
      const enrollment = this.lead(em, sold, there, line);
      if (!wasLiving) begun.push(enrollment);
      present.set(courseId, enrollment);
      grant.leadTo(enrollment.id);
    }
    await this.access.settle(em, begun);
  }

  /** Whoever sends the event again has missed ours; access that has ended since does not come back. */
  private tellAgain(em: EntityManager, present: Enrollment | undefined, line: OrderLine): void {
    if (!present || present.isEnded) return;
    const stored = { aggregateId: present.id, aggregateVersion: present.version };
    this.access.tell(em, present, stored, line);
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
    this.access.tell(em, present, present, line);
    return present;
  }

  /** What is known of lines, by line. Two facts about one line queue up here. */
  private async lockedGrants(
    em: EntityManager,
    orderId: string,
    lines: readonly OrderEventLine[],
  ): Promise<ReadonlyMap<string, OrderLineGrant>> {
    const lineIds = lines.map(({ lineId }) => lineId).toSorted();
    // Not by the ORM, which would read the rows before they are locked.
    const values = [orderId, `{${lineIds.join(',')}}`];
    await sqlOf(em).execute(NOTE_LINES, values, 'run');
    const grants = await em.find(
      OrderLineGrant,
      { orderLineId: { $in: lineIds } },
      {
        lockMode: LockMode.PESSIMISTIC_WRITE,
        orderBy: { orderLineId: 'asc' },
        refresh: true,
      },
    );
    return new Map(grants.map((grant) => [grant.orderLineId, grant]));
  }
}

function isLiving(enrollment: Enrollment | undefined): boolean {
  return enrollment !== undefined && !enrollment.isEnded;
}
