import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { Enrollment } from './enrollment.entity';
import { OrderLineGrant } from './order-line-grant.entity';

/** What a list of enrollments may be narrowed by. */
export interface EnrollmentFilter {
  readonly userId?: string;
  readonly courseId?: string;
  readonly status?: EnrollmentStatus;
}

/** Who learns what. */
export interface Learner {
  readonly userId: string;
  readonly courseId: string;
}

const LIVING = { $ne: EnrollmentStatus.ended };

/** The named questions about stored enrollments. */
@Injectable()
export class EnrollmentRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Enrollment | null> {
    return this.em.findOne(Enrollment, { id });
  }

  /** A learner's enrollment in a course, living or ended. */
  findOf({ userId, courseId }: Learner): Promise<Enrollment | null> {
    return this.em.findOne(Enrollment, { userId, courseId });
  }

  /** The same for several courses. */
  findAllOf(userId: string, courseIds: readonly string[]): Promise<Enrollment[]> {
    return this.em.find(Enrollment, { userId, courseId: { $in: [...courseIds] } });
  }

  /** The same, locked until the transaction ends. */
  lockOf(em: EntityManager, { userId, courseId }: Learner): Promise<Enrollment | null> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    return em.findOne(Enrollment, { userId, courseId }, options);
  }

  /** The same for several courses, by course. */
  async lockAllOf(
    em: EntityManager,
    userId: string,
    courseIds: readonly string[],
  ): Promise<Map<string, Enrollment>> {
    const found = await em.find(
      Enrollment,
      { userId, courseId: { $in: [...courseIds] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { courseId: 'asc' }, refresh: true },
    );
    return new Map(found.map((enrollment) => [enrollment.courseId, enrollment]));
  }

  /** The order lines that pay for an enrollment and were not taken back. */
  purchasesOf(enrollmentId: string): Promise<OrderLineGrant[]> {
    return this.em.find(OrderLineGrant, { enrollmentId, endedAt: null });
  }

  /** The same, locked until the transaction ends, so that nobody takes them back meanwhile. */
  async lockPurchases(em: EntityManager, enrollmentId: string | null): Promise<OrderLineGrant[]> {
    if (enrollmentId === null) return [];
    return em.find(
      OrderLineGrant,
      { enrollmentId, endedAt: null },
      { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { orderLineId: 'asc' } },
    );
  }

  /** Those of the courses a learner has access to, or gave up and may come back to without paying. */
  async owned(userId: string, courseIds: readonly string[]): Promise<string[]> {
    const rows = await this.findAllOf(userId, courseIds);
    const living = rows.filter(({ isEnded }) => !isEnded);
    const givenUp = await this.paidFor(rows.filter(({ isEnded }) => isEnded));
    return [...new Set([...living, ...givenUp].map(({ courseId }) => courseId))];
  }

  /** Those of some order lines that give access, or would if the learner had not given the course up. */
  async granted(orderLineIds: readonly string[]): Promise<string[]> {
    const grants = await this.em.find(OrderLineGrant, {
      orderLineId: { $in: [...orderLineIds] },
      enrollmentId: { $ne: null },
      endedAt: null,
    });
    const ids = grants.flatMap(({ enrollmentId }) => enrollmentId ?? []);
    const enrollments = await this.em.find(Enrollment, { id: { $in: ids } });
    const there = new Set(enrollments.flatMap((one) => (one.isTakenBack ? [] : one.id)));
    return grants.flatMap(({ orderLineId, enrollmentId }) =>
      enrollmentId !== null && there.has(enrollmentId) ? orderLineId : [],
    );
  }

  /** Those that an order line leads to which was not taken back. */
  private async paidFor(enrollments: readonly Enrollment[]): Promise<Enrollment[]> {
    if (enrollments.length === 0) return [];
    const ids = enrollments.map(({ id }) => id);
    const grants = await this.em.find(OrderLineGrant, {
      enrollmentId: { $in: ids },
      endedAt: null,
    });
    const paid = new Set(grants.map(({ enrollmentId }) => enrollmentId));
    return enrollments.filter(({ id }) => paid.has(id));
  }

  /** How many courses a learner has access to, in one state or in any. */
  count(userId: string, status?: EnrollmentStatus): Promise<number> {
    return this.em.count(Enrollment, { userId, status: status ?? LIVING });
  }

  /** A page of the enrollments that match a filter, newest first. */
  async page(
    filter: EnrollmentFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Enrollment>> {
    if (filter.userId !== undefined && filter.courseId !== undefined) {
      // There is one at most. With an order, it would be looked for among all learners of the course.
      return { items: await this.em.find(Enrollment, filter) };
    }
    return findCursorPage(this.em, Enrollment, filter, {
      by: 'createdAt',
      order: 'desc',
      limit,
      after,
    });
  }
}
