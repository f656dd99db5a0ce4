import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import {
  EnrollmentEndReason,
  EnrollmentStatus,
  EnrollmentSuspensionReason,
} from '@course-plateform/types/user-progress';
import { EnrollmentDisputed, EnrollmentOver } from './enrollment.errors';

/** The constraint that keeps a learner at one enrollment a course: a return takes up the one that ended. */
export const ONE_ENROLLMENT = 'enrollment_user_id_course_id_unique';

const TRANSITIONS: Transitions<EnrollmentStatus> = {
  [EnrollmentStatus.active]: [
    EnrollmentStatus.completed,
    EnrollmentStatus.suspended,
    EnrollmentStatus.ended,
  ],
  [EnrollmentStatus.completed]: [EnrollmentStatus.suspended, EnrollmentStatus.ended],
  [EnrollmentStatus.suspended]: [
    EnrollmentStatus.active,
    EnrollmentStatus.completed,
    EnrollmentStatus.ended,
  ],
  [EnrollmentStatus.ended]: [EnrollmentStatus.active, EnrollmentStatus.completed],
};

/** A learner's access to one publication of a course, and how far the learner has come in it. */
@Entity({ tableName: 'enrollment' })
@Unique({ name: ONE_ENROLLMENT, properties: ['userId', 'courseId'] })
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

  /** The publication that is learned: the newest when access was granted, until the learner moves to a newer one. */
  @Property({ type: 'integer' })
  publication: number;

  @Property({ type: 'text' })
  status: EnrollmentStatus = EnrollmentStatus.active;

  /** 0 to 100, two decimals, never rounded up. */
  @Property({ type: 'double' })
  percent: number = 0;

  @Property({ type: 'datetime', nullable: true })
  completedAt: Date | null = null;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  /** Null while it has not ended, and of those that ended before reasons were kept. */
  @Property({ type: 'text', nullable: true })
  endReason: EnrollmentEndReason | null = null;

  /** Null unless it is suspended. */
  @Property({ type: 'datetime', nullable: true })
  suspendedAt: Date | null = null;

  /** Null unless it is suspended. */
  @Property({ type: 'text', nullable: true })
  suspensionReason: EnrollmentSuspensionReason | null = null;

  constructor(enrollment: { userId: string; courseId: string; publication: number; now: Date }) {
    super(enrollment.now);
    this.userId = enrollment.userId;
    this.courseId = enrollment.courseId;
    this.publication = enrollment.publication;
  }

  get isEnded(): boolean {
    return this.status === EnrollmentStatus.ended;
  }

  /** Whether it has ended though the learner has not given it up. */
  get isTakenBack(): boolean {
    return this.isEnded && this.endReason === EnrollmentEndReason.refund;
  }

  get isSuspended(): boolean {
    return this.status === EnrollmentStatus.suspended;
  }

  /** @throws EnrollmentOver, EnrollmentDisputed */
  assertLiving(): void {
    if (this.isEnded) throw new EnrollmentOver();
    this.assertNotSuspended();
  }

  /** @throws EnrollmentDisputed */
  assertNotSuspended(): void {
    const { suspensionReason: reason } = this;
    if (this.isSuspended) throw new EnrollmentDisputed({ extensions: { reason: String(reason) } });
  }

  /** Notes that one more order line leads here, so that the event about it has a version of its own. */
  attach(now: Date): void {
    this.updatedAt = now;
  }

  /** Whether `measure` would change nothing. */
  isUpToDate(done: number, total: number): boolean {
    const percent = percentOf(done, total);
    const due = percent === 100 && this.status === EnrollmentStatus.active;
    return this.isEnded || this.isSuspended || (percent === this.percent && !due);
  }

  /**
   * Takes over how many lessons are done. A user who has completed a course stays so, whatever is undone later.
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

  /** Moves to a newer publication. What was completed stays so. @throws EnrollmentOver */
  upgradeTo(publication: number, now: Date): void {
    this.assertLiving();
    if (publication <= this.publication) return;
    this.publication = publication;
    this.updatedAt = now;
  }

  /** Takes the access away for now; everything stays. @throws TransitionNotAllowed unless it gives access */
  suspend(reason: EnrollmentSuspensionReason, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, EnrollmentStatus.suspended);
    this.suspensionReason = reason;
    this.suspendedAt = now;
    this.updatedAt = now;
  }

  /** Gives the access back, with everything that was there. @throws TransitionNotAllowed unless it was taken away */
  resume(now: Date): void {
    const status = this.completedAt ? EnrollmentStatus.completed : EnrollmentStatus.active;
    this.status = transition(TRANSITIONS, this.status, status);
    this.suspendedAt = null;
    this.suspensionReason = null;
    this.endedAt = null;
    this.endReason = null;
    this.updatedAt = now;
  }

  /** The learner gives it up. @throws TransitionNotAllowed when it has ended already */
  withdraw(now: Date): void {
    this.end(EnrollmentEndReason.withdrawal, now);
  }

  /** What paid for it went back, which also holds for a learner who has given it up before. */
  endByRefund(now: Date): void {
    if (!this.isEnded) return this.end(EnrollmentEndReason.refund, now);
    this.endReason = EnrollmentEndReason.refund;
    this.updatedAt = now;
  }

  private end(reason: EnrollmentEndReason, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, EnrollmentStatus.ended);
    this.suspendedAt = null;
    this.suspensionReason = null;
    this.endReason = reason;
    this.endedAt = now;
    this.updatedAt = now;
  }
}

/** How much of a publication is done: 0 to 100, two decimals, never rounded up. */
export function percentOf(done: number, total: number): number {
  return total === 0 ? 0 : Math.floor((done / total) * 10_000) / 100;
}
