import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { EnrollmentOver } from './enrollment.errors';

/** The index that keeps a learner at one living enrolment a course; ended ones stay as history. */
export const ONE_LIVING_ENROLLMENT = 'enrollment_user_id_course_id_living';

const TRANSITIONS: Transitions<EnrollmentStatus> = {
  [EnrollmentStatus.active]: [EnrollmentStatus.completed, EnrollmentStatus.ended],
  [EnrollmentStatus.completed]: [EnrollmentStatus.ended],
  [EnrollmentStatus.ended]: [],
};

/** A learner's access to one publication of a course, and how far the learner has come in it. */
@Entity({ tableName: 'enrollment' })
@Index({
  name: ONE_LIVING_ENROLLMENT,
  expression: `create unique index "${ONE_LIVING_ENROLLMENT}" on "enrollment" ("user_id", "course_id") where "status" <> 'ended'`,
})
@Index({ name: 'enrollment_user_id_created_at', properties: ['userId', 'createdAt', 'id'] })
@Index({ name: 'enrollment_course_id_created_at', properties: ['courseId', 'createdAt', 'id'] })
@Index({
  name: 'enrollment_user_id_status_created_at',
  properties: ['userId', 'status', 'createdAt', 'id'],
})
@Index({
  name: 'enrollment_course_id_status_created_at',
  properties: ['courseId', 'status', 'createdAt', 'id'],
})
export class Enrollment extends Aggregate {
  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  /** The publication that was newest, or sold, when it began; it never changes. */
  @Property({ type: 'integer' })
  readonly publication: number;

  @Property({ type: 'text' })
  status: EnrollmentStatus = EnrollmentStatus.active;

  /** 0 to 100, two decimals, never rounded up. */
  @Property({ type: 'double' })
  percent: number = 0;

  @Property({ type: 'datetime', nullable: true })
  completedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  constructor(enrollment: { userId: string; courseId: string; publication: number; now: Date }) {
    super(enrollment.now);
    this.userId = enrollment.userId;
    this.courseId = enrollment.courseId;
    this.publication = enrollment.publication;
  }

  isOf(userId: string): boolean {
    return this.userId === userId;
  }

  get isEnded(): boolean {
    return this.status === EnrollmentStatus.ended;
  }

  /** @throws EnrollmentOver */
  assertLiving(): void {
    if (this.isEnded) throw new EnrollmentOver();
  }

  /** Notes that one more order line leads here, so that the fact about it has a version of its own. */
  attach(now: Date): void {
    this.updatedAt = now;
  }

  /** Whether `measure` would change nothing. */
  standsAt(done: number, total: number): boolean {
    const percent = percentOf(done, total);
    const due = percent === 100 && this.status === EnrollmentStatus.active;
    return this.isEnded || (percent === this.percent && !due);
  }

  /**
   * Takes over how many lessons are done. Somebody who has completed a course stays so, whatever is undone later.
   * @returns whether this completes the course, which is true once
   */
  measure(done: number, total: number, now: Date): boolean {
    const percent = percentOf(done, total);
    if (percent !== this.percent) {
      this.percent = percent;
      this.updatedAt = now;
    }
    if (percent < 100 || this.status !== EnrollmentStatus.active) return false;
    this.status = transition(TRANSITIONS, this.status, EnrollmentStatus.completed);
    this.completedAt = now;
    this.updatedAt = now;
    return true;
  }

  /** @throws TransitionNotAllowed when it has ended already */
  end(now: Date): void {
    this.status = transition(TRANSITIONS, this.status, EnrollmentStatus.ended);
    this.endedAt = now;
    this.updatedAt = now;
  }
}

function percentOf(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((done / total) * 10_000) / 100;
}
