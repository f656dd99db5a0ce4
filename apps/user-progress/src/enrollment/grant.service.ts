import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Outbox, nextVersion } from '@course-plateform/common/messaging';
import type { OrderEventLine, OrderFact } from '@course-plateform/types/order';
import { EnrollmentStatus, enrollmentGranted } from '@course-plateform/types/user-progress';
import { CompletionService } from '../progress/completion.service';
import { CurriculumJob } from '../progress/curriculum.job';
import { CurriculumService } from '../progress/curriculum.service';
import { Enrollment } from './enrollment.entity';
import { OrderLineGrant } from './order-line-grant.entity';

/** Who learns what. */
export interface Learner {
  readonly userId: string;
  readonly courseId: string;
  readonly publication: number;
}

interface OrderLine {
  readonly orderId: string;
  readonly orderLineId: string;
}

/** Opens enrolments, directly or for paid order lines. Every change is part of somebody's unit of work. */
@Injectable()
export class GrantService {
  constructor(
    private readonly outbox: Outbox,
    private readonly curricula: CurriculumService,
    private readonly completions: CompletionService,
    private readonly curriculumJob: CurriculumJob,
    private readonly clock: Clock,
  ) {}

  /** Gives the buyer access to what each line sold; lines that led somewhere before only have it told again. */
  async grantOrder(em: EntityManager, order: OrderFact): Promise<void> {
    // In one order for all, so that two orders of the same courses do not wait for each other in a circle.
    const lines = order.lines.toSorted((one, other) => one.courseId.localeCompare(other.courseId));
    for (const line of lines) await this.grantLine(em, order, line);
  }

  /** Begins an enrolment and tells of it. */
  async open(em: EntityManager, learner: Learner, line?: OrderLine): Promise<Enrollment> {
    const enrollment = new Enrollment({ ...learner, now: this.clock.now() });
    em.persist(enrollment);
    this.tell(em, enrollment, nextVersion(enrollment), line);
    await em.flush();
    const curriculum = await this.curricula.awaitLessons(em, enrollment);
    await this.completions.measure(em, enrollment, curriculum);
    if (!curriculum.isFetched) this.curriculumJob.nudge(em);
    return enrollment;
  }

  /**
   * Begins again what was bought and given up; the order lines that paid for it lead to the new enrolment from now
   * on. Their lock lets nobody take them back meanwhile.
   * @returns undefined when they have been taken back, or lead to a new one already
   */
  async reopen(em: EntityManager, learner: Learner): Promise<Enrollment | undefined> {
    const { userId, courseId } = learner;
    const ended = await em.find(Enrollment, { userId, courseId, status: EnrollmentStatus.ended });
    const grants = await em.find(
      OrderLineGrant,
      { enrollmentId: { $in: ended.map(({ id }) => id) }, endedAt: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { orderLineId: 'asc' } },
    );
    const [first] = grants;
    if (!first) return undefined;
    const enrollment = await this.open(em, learner, first);
    for (const grant of grants) grant.leadTo(enrollment.id);
    return enrollment;
  }

  private async grantLine(
    em: EntityManager,
    { orderId, buyerId }: OrderFact,
    { lineId: orderLineId, courseId, publication }: OrderEventLine,
  ): Promise<void> {
    const line = { orderId, orderLineId };
    const grant = await this.lockedGrant(em, line);
    if (grant.isEnded) return;
    if (grant.enrollmentId !== null) {
      const enrollment = await em.findOneOrFail(Enrollment, { id: grant.enrollmentId });
      // Whoever asks again has missed the answer; access that has ended since does not come back.
      if (!enrollment.isEnded) this.tell(em, enrollment, enrollment.version, line);
      return;
    }
    const living = await em.findOne(
      Enrollment,
      { userId: buyerId, courseId, status: { $ne: EnrollmentStatus.ended } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (living) {
      living.attach(this.clock.now());
      this.tell(em, living, nextVersion(living), line);
    }
    const enrollment =
      living ?? (await this.open(em, { userId: buyerId, courseId, publication }, line));
    grant.leadTo(enrollment.id);
    await em.flush();
  }

  /** What is known of a line. Two facts about one line queue up here. */
  private async lockedGrant(em: EntityManager, line: OrderLine): Promise<OrderLineGrant> {
    await em.upsert(OrderLineGrant, line, { onConflictAction: 'ignore' });
    return em.findOneOrFail(
      OrderLineGrant,
      { orderLineId: line.orderLineId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }

  private tell(
    em: EntityManager,
    enrollment: Enrollment,
    aggregateVersion: number,
    line: OrderLine | undefined,
  ): void {
    const { id, courseId, userId, publication } = enrollment;
    this.outbox.add(
      em,
      enrollmentGranted,
      {
        enrollmentId: id,
        courseId,
        userId,
        orderId: line?.orderId ?? null,
        orderLineId: line?.orderLineId ?? null,
        publication,
      },
      { aggregateId: id, aggregateVersion },
    );
  }
}
