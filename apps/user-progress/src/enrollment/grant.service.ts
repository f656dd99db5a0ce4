import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventAbout, Outbox } from '@course-plateform/common/events';
import type { OrderEventLine, OrderFact } from '@course-plateform/types/order';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { CoursePublicationService } from '../curriculum/course-publication.service';
import { CurriculumService } from '../curriculum/curriculum.service';
import { CompletionService } from './completion.service';
import { CurriculumJob } from './curriculum.job';
import { Enrollment } from './enrollment.entity';
import { EnrollmentRepository, type Learner } from './enrollment.repository';
import { OrderLineGrant } from './order-line-grant.entity';

interface OrderLine {
  readonly orderId: string;
  readonly orderLineId: string;
}

/** Opens enrolments, directly or for paid order lines. Every change is part of somebody's unit of work. */
@Injectable()
export class GrantService {
  constructor(
    private readonly outbox: Outbox,
    private readonly enrollments: EnrollmentRepository,
    private readonly curricula: CurriculumService,
    private readonly publications: CoursePublicationService,
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

  /** Begins an enrollment and publishes that access was granted. */
  async open(
    em: EntityManager,
    learner: Learner & { readonly publication: number },
    line?: OrderLine,
  ): Promise<Enrollment> {
    const enrollment = new Enrollment({ ...learner, now: this.clock.now() });
    em.persist(enrollment);
    return this.granted(em, enrollment, line);
  }

  /**
   * Takes up an enrollment that has ended, locked by the caller, with everything that was there.
   * @param publication what a new purchase grants; the publication stays the same when left out
   */
  resume(
    em: EntityManager,
    enrollment: Enrollment,
    { line, publication }: { line?: OrderLine | undefined; publication?: number } = {},
  ): Promise<Enrollment> {
    const now = this.clock.now();
    enrollment.resume(now);
    if (publication !== undefined) enrollment.upgradeTo(publication, now);
    return this.granted(em, enrollment, line);
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
      if (present && !present.isEnded)
        this.tell(
          em,
          present,
          { aggregateId: present.id, aggregateVersion: present.version },
          line,
        );
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
      this.tell(em, present, present, line);
      return present;
    }
    const publication = await this.publications.granted(em, sold);
    if (present) return this.resume(em, present, { line, publication });
    return this.open(em, { ...sold, publication }, line);
  }

  private async granted(
    em: EntityManager,
    enrollment: Enrollment,
    line: OrderLine | undefined,
  ): Promise<Enrollment> {
    this.tell(em, enrollment, enrollment, line);
    await em.flush();
    const curriculum = await this.curricula.awaitLessons(em, enrollment);
    await this.completions.measure(em, enrollment, curriculum);
    if (!curriculum.isFetched) this.curriculumJob.nudge(em);
    return enrollment;
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
    of: Enrollment | EventAbout,
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
      of,
    );
  }
}
