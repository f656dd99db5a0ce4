import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';

/** The index that keeps a user at one undecided application. */
export const ONE_PENDING_APPLICATION = 'instructor_application_user_id_pending';

export enum ApplicationStatus {
  pending = 'pending',
  approved = 'approved',
  rejected = 'rejected',
}

describeEnum(ApplicationStatus, {
  pending: 'Waits for the decision of an admin',
  approved: 'The applicant has the instructor role',
  rejected: 'The applicant stays a learner and may apply again',
});

const TRANSITIONS: Transitions<ApplicationStatus> = {
  [ApplicationStatus.pending]: [ApplicationStatus.approved, ApplicationStatus.rejected],
  [ApplicationStatus.approved]: [],
  [ApplicationStatus.rejected]: [],
};

/** A learner's wish to become an instructor. */
@Entity({ tableName: 'instructor_application' })
@Index({
  name: ONE_PENDING_APPLICATION,
  expression: `create unique index "${ONE_PENDING_APPLICATION}" on "instructor_application" ("user_id") where "status" = 'pending'`,
})
@Index({ name: 'instructor_application_user_id', properties: ['userId', 'createdAt'] })
@Index({ name: 'instructor_application_status', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'instructor_application_created_at', properties: ['createdAt', 'id'] })
export class InstructorApplication extends Aggregate {
  @Property({ type: 'uuid' })
  readonly userId: string;

  /** Why the user wants to teach, and what. */
  @Property({ type: 'text' })
  readonly motivation: string;

  @Property({ type: 'text' })
  status: ApplicationStatus = ApplicationStatus.pending;

  /** The note to the applicant about the decision. */
  @Property({ type: 'text', nullable: true })
  reason: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  decidedAt: Date | null = null;

  constructor(application: { userId: string; motivation: string; now: Date }) {
    super(application.now);
    this.userId = application.userId;
    this.motivation = application.motivation;
  }

  /** @throws TransitionNotAllowed when it is decided already */
  decide(
    status: ApplicationStatus.approved | ApplicationStatus.rejected,
    decision: { by: string; reason: string | null; now: Date },
  ): void {
    this.status = transition(TRANSITIONS, this.status, status);
    this.reason = decision.reason;
    this.decidedBy = decision.by;
    this.decidedAt = decision.now;
    this.updatedAt = decision.now;
  }
}
