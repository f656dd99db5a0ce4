import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';

/** The index that keeps a person at one undecided application. */
export const ONE_PENDING_APPLICATION = 'instructor_application_user_id_pending';

export enum ApplicationStatus {
  pending = 'pending',
  accepted = 'accepted',
  refused = 'refused',
}

const TRANSITIONS: Transitions<ApplicationStatus> = {
  [ApplicationStatus.pending]: [ApplicationStatus.accepted, ApplicationStatus.refused],
  [ApplicationStatus.accepted]: [],
  [ApplicationStatus.refused]: [],
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

  /** Why the person wants to teach, and what. */
  @Property({ type: 'text' })
  readonly motivation: string;

  @Property({ type: 'text' })
  status: ApplicationStatus = ApplicationStatus.pending;

  /** What the applicant is told about the decision. */
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
    status: ApplicationStatus.accepted | ApplicationStatus.refused,
    decision: { by: string; reason: string | null; now: Date },
  ): void {
    this.status = transition(TRANSITIONS, this.status, status);
    this.reason = decision.reason;
    this.decidedBy = decision.by;
    this.decidedAt = decision.now;
    this.updatedAt = decision.now;
  }
}
