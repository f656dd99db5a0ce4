import { COURSE_TEAM_MAX, CourseRight } from '@course-plateform/types/course';
import {
  BooleanField,
  DateTimeField,
  EmailField,
  EnumField,
  EnumListField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import type { Course } from '../course/course.entity';
import { type CourseInvitation, InvitationStatus } from './course-invitation.entity';

const SHARE = { min: 0, max: 10_000, example: 3000 };

export class CourseInvitationCreateDto {
  @EmailField({
    description: 'The address of the instructor; the account that accepts must have it, confirmed',
  })
  email!: string;

  @EnumListField(CourseRight, {
    description: 'What the co-instructor may do besides reading the draft',
  })
  rights!: CourseRight[];

  @BooleanField({
    optional: true,
    description: 'Whether the page of the course will show the co-instructor; true when left out',
  })
  isVisible?: boolean;

  @IntegerField({
    ...SHARE,
    description:
      'Hundredths of a percent of what the instructors of the course get, taken from the share of the owner; for orders that are placed after the acceptance',
  })
  basisPoints!: number;
}

export class CourseMemberUpdateDto {
  @EnumListField(CourseRight, { optional: true, description: 'All rights from now on' })
  rights?: CourseRight[];

  @BooleanField({
    optional: true,
    description: 'Whether the page of the course shows the co-instructor',
  })
  isVisible?: boolean;
}

export class CourseShareDto {
  @IdField({ description: 'The owner or a co-instructor' })
  instructorId!: string;

  @IntegerField({
    ...SHARE,
    description: 'Hundredths of a percent of what the instructors of the course get together',
  })
  basisPoints!: number;
}

export class CourseSharesDto {
  @ListField(() => CourseShareDto, {
    minItems: 1,
    maxItems: COURSE_TEAM_MAX + 1,
    description: 'All who teach the course, each once; 10,000 together',
  })
  shares!: CourseShareDto[];
}

export class CourseOwnerResponse {
  @IdField({ description: 'The owner' })
  instructorId!: string;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'What anybody may know of them; null while the user service is unavailable',
  })
  profile!: PublicProfile | null;

  @IntegerField({
    ...SHARE,
    nullable: true,
    description: 'The share in basis points; null unless it is yours or you may see all shares',
  })
  basisPoints!: number | null;
}

export class CourseMemberResponse extends CourseOwnerResponse {
  @EnumListField(CourseRight, { description: 'What they may do besides reading the draft' })
  rights!: CourseRight[];

  @BooleanField({ description: 'Whether the page of the course shows them' })
  isVisible!: boolean;

  @DateTimeField({ description: 'When they accepted the invitation' })
  joinedAt!: string;
}

export class CourseInvitationResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course' })
  courseId!: string;

  @TextField({ max: 120, description: 'Its title', example: 'Complete Web Development' })
  courseTitle!: string;

  @EmailField({
    nullable: true,
    description: 'The invited address; null once the invitation ended',
  })
  email!: string | null;

  @EnumListField(CourseRight, { description: 'What the co-instructor may do' })
  rights!: CourseRight[];

  @BooleanField({ description: 'Whether the page of the course will show the co-instructor' })
  isVisible!: boolean;

  @IntegerField({ ...SHARE, description: 'The share that is offered, in basis points' })
  basisPoints!: number;

  @EnumField(InvitationStatus, 'InvitationStatus', { description: 'Where the invitation stands' })
  status!: InvitationStatus;

  @DateTimeField({ description: 'Until when it can be accepted' })
  expiresAt!: string;

  @DateTimeField()
  createdAt!: string;
}

export class CourseTeamResponse {
  @IdField({ description: 'The course' })
  courseId!: string;

  @ObjectField(() => CourseOwnerResponse, { description: 'The owner, who cannot leave' })
  owner!: CourseOwnerResponse;

  @ListField(() => CourseMemberResponse, {
    maxItems: COURSE_TEAM_MAX,
    description: 'The co-instructors, in the order in which they joined',
  })
  members!: CourseMemberResponse[];

  @ListField(() => CourseInvitationResponse, {
    maxItems: COURSE_TEAM_MAX,
    description: 'Open invitations; empty unless you own the course',
  })
  invitations!: CourseInvitationResponse[];

  @IntegerField({
    min: 1,
    description: 'The version of the draft of the course, and the value for `If-Match`',
  })
  version!: number;
}

export function toInvitationResponse(
  { invitation, course }: { readonly invitation: CourseInvitation; readonly course: Course },
  now: Date,
): CourseInvitationResponse {
  const { id, courseId, email, rights, isVisible, basisPoints } = invitation;
  return {
    ...{ id, courseId, email, rights: [...rights], isVisible, basisPoints },
    courseTitle: course.details.title,
    status: invitation.statusAt(now),
    expiresAt: invitation.expiresAt.toISOString(),
    createdAt: invitation.createdAt.toISOString(),
  };
}
