import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import { SubmissionOwnCourse } from './publication.errors';

export enum SubmissionStatus {
  pending = 'pending',
  approved = 'approved',
  rejected = 'rejected',
}

describeEnum(SubmissionStatus, {
  pending: 'Waits for the decision of an admin',
  approved: 'The course may be published',
  rejected: 'The course is a draft again; `reason` says why',
});

const TRANSITIONS: Transitions<SubmissionStatus> = {
  [SubmissionStatus.pending]: [SubmissionStatus.approved, SubmissionStatus.rejected],
  [SubmissionStatus.approved]: [],
  [SubmissionStatus.rejected]: [],
};

/** A course waiting for, or given, the platform's consent to be published. */
@Entity({ collection: 'course_submission' })
@Index({ name: 'course_submission_status', properties: ['status', 'id'] })
export class CourseSubmission extends Aggregate {
  @Property({ type: 'string', index: 'course_submission_course_id' })
  readonly courseId: string;

  @Property({ type: 'string' })
  readonly instructorId: string;

  @Enum({ items: () => SubmissionStatus, type: 'string' })
  status: SubmissionStatus = SubmissionStatus.pending;

  /** Why it was rejected, for its author. */
  @Property({ type: 'string', nullable: true })
  reason: string | null = null;

  @Property({ type: 'string', nullable: true })
  decidedBy: string | null = null;

  constructor(submission: { courseId: string; instructorId: string; now: Date }) {
    super(submission.now);
    this.courseId = submission.courseId;
    this.instructorId = submission.instructorId;
  }

  /** Leaves nothing that was written about the instructor. */
  eraseReason(now: Date): void {
    this.reason = null;
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed when it is decided already; SubmissionOwnCourse for its own author */
  decide(
    decision: { status: SubmissionStatus; reason: string | null; by: string },
    now: Date,
  ): void {
    if (decision.by === this.instructorId) throw new SubmissionOwnCourse();
    this.status = transition(TRANSITIONS, this.status, decision.status);
    this.reason = decision.reason;
    this.decidedBy = decision.by;
    this.updatedAt = now;
  }
}
