import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { Enrollment } from './enrollment.entity';
import { OrderLineGrant } from './order-line-grant.entity';

interface EnrollmentFilter {
  readonly userId?: string;
  readonly courseId?: string;
  readonly status?: EnrollmentStatus;
}

const LIVING = { $ne: EnrollmentStatus.ended };

/** The named questions about stored enrolments. */
@Injectable()
export class EnrollmentRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Enrollment | null> {
    return this.em.findOne(Enrollment, { id });
  }

  /** The enrolment that gives a learner access to a course. */
  findLiving(userId: string, courseId: string): Promise<Enrollment | null> {
    return this.em.findOne(Enrollment, { userId, courseId, status: LIVING });
  }

  /** The living one, or the one that ended last. */
  async findLatest(userId: string, courseId: string): Promise<Enrollment | null> {
    const living = await this.findLiving(userId, courseId);
    return (
      living ??
      this.em.findOne(
        Enrollment,
        { userId, courseId },
        { orderBy: { createdAt: 'desc', id: 'desc' } },
      )
    );
  }

  /** The enrolment a learner gave up last in a course that is paid for: the purchase lasts. */
  async findGivenUp(userId: string, courseId: string): Promise<Enrollment | undefined> {
    const ended = await this.em.find(
      Enrollment,
      { userId, courseId, status: EnrollmentStatus.ended },
      { orderBy: { createdAt: 'desc', id: 'desc' } },
    );
    return (await this.paidFor(ended))[0];
  }

  /** Those of the courses a learner has access to, or gave up and may come back to without paying. */
  async owned(userId: string, courseIds: readonly string[]): Promise<string[]> {
    const rows = await this.em.find(Enrollment, { userId, courseId: { $in: [...courseIds] } });
    const living = rows.filter(({ isEnded }) => !isEnded);
    const givenUp = await this.paidFor(rows.filter(({ isEnded }) => isEnded));
    return [...new Set([...living, ...givenUp].map(({ courseId }) => courseId))];
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

  /** A stretch of the enrolments that fit a filter, newest first. */
  page(
    filter: EnrollmentFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Enrollment>> {
    return findCursorPage(this.em, Enrollment, filter, {
      by: 'createdAt',
      order: 'desc',
      limit,
      after,
    });
  }
}
