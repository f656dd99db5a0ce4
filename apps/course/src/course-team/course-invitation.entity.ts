import { Entity, Enum, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Aggregate } from '@course-plateform/common/persistence';
import type { CourseRight } from '@course-plateform/types/course';
import { describeEnum } from '@course-plateform/types/platform';
import type { CoInstructor } from '../course/course-team';
import { InvitationOver } from './course-team.errors';

export enum InvitationStatus {
  open = 'open',
  accepted = 'accepted',
  rejected = 'rejected',
  revoked = 'revoked',
  expired = 'expired',
}

describeEnum(InvitationStatus, {
  open: 'Waits for the decision of the invited instructor',
  accepted: 'The invited instructor teaches the course',
  rejected: 'The invited instructor has declined',
  revoked: 'The owner has taken it back',
  expired: 'It was not decided in time',
});

/** The index that lets an address have one open invitation to a course. */
export const ONE_OPEN_INVITATION = 'course_invitation_open';

const IS_OPEN = { status: InvitationStatus.open };

/** What an invitation offers. */
export type InvitationOffer = Pick<CoInstructor, 'rights' | 'isVisible' | 'basisPoints'>;

/** An invitation to teach a course with its owner. */
@Entity({ collection: 'course_invitation' })
@Unique({
  name: ONE_OPEN_INVITATION,
  properties: ['courseId', 'email'],
  options: { partialFilterExpression: IS_OPEN },
})
@Index({
  name: 'course_invitation_expires_at',
  properties: ['expiresAt'],
  options: { partialFilterExpression: IS_OPEN },
})
@Index({ name: 'course_invitation_ended_at', properties: ['endedAt'] })
export class CourseInvitation extends Aggregate {
  @Property({ type: 'string' })
  readonly courseId: string;

  /** In lower case. Null once it has ended: the address is no longer needed then. */
  @Property({ type: 'string', nullable: true })
  email: string | null;

  @Property({ type: 'json' })
  readonly rights: readonly CourseRight[];

  @Property({ type: 'boolean' })
  readonly isVisible: boolean;

  @Property({ type: 'integer' })
  readonly basisPoints: number;

  @Enum({ items: () => InvitationStatus, type: 'string' })
  status: InvitationStatus = InvitationStatus.open;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  /** The user who accepted or rejected it. */
  @Property({ type: 'string', nullable: true })
  decidedBy: string | null = null;

  constructor(
    invitation: InvitationOffer & {
      readonly courseId: string;
      readonly email: string;
      readonly expiresAt: Date;
      readonly now: Date;
    },
  ) {
    super(invitation.now);
    this.courseId = invitation.courseId;
    this.email = invitation.email.toLowerCase();
    this.rights = invitation.rights;
    this.isVisible = invitation.isVisible;
    this.basisPoints = invitation.basisPoints;
    this.expiresAt = invitation.expiresAt;
  }

  statusAt(now: Date): InvitationStatus {
    const isExpired = this.status === InvitationStatus.open && this.expiresAt <= now;
    return isExpired ? InvitationStatus.expired : this.status;
  }

  /** Whether a user may decide it, or has: whoever receives mails at its address. */
  isFor(userId: string, email: string | undefined): boolean {
    if (this.email === null) return this.decidedBy === userId;
    return this.email === email?.toLowerCase();
  }

  /** Makes the invited instructor a member. @throws InvitationOver */
  accept(instructorId: string, now: Date): CoInstructor {
    this.end(InvitationStatus.accepted, now);
    this.decidedBy = instructorId;
    const { rights, isVisible, basisPoints } = this;
    return { instructorId, rights, isVisible, basisPoints, joinedAt: now.toISOString() };
  }

  /** @throws InvitationOver */
  reject(userId: string, now: Date): void {
    this.end(InvitationStatus.rejected, now);
    this.decidedBy = userId;
  }

  /** @throws InvitationOver */
  revoke(now: Date): void {
    this.end(InvitationStatus.revoked, now);
  }

  /** It was not decided in time. */
  expire(now: Date): void {
    this.close(InvitationStatus.expired, now);
  }

  private end(status: InvitationStatus, now: Date): void {
    const present = this.statusAt(now);
    if (present !== InvitationStatus.open)
      throw new InvitationOver({ params: { status: present } });
    this.close(status, now);
  }

  private close(status: InvitationStatus, now: Date): void {
    this.status = status;
    this.email = null;
    this.endedAt = now;
    this.updatedAt = now;
  }
}
