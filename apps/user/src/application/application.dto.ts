import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { ApplicationStatus, type InstructorApplication } from './application.entity';

export enum ApplicationDecision {
  approve = 'approve',
  reject = 'reject',
}

describeEnum(ApplicationDecision, {
  approve: 'The applicant becomes an instructor',
  reject: 'The applicant stays a learner; needs a `reason`',
});

export class ApplicationCreateDto {
  @TextField({
    min: 20,
    max: 4000,
    example: 'I have taught mathematics for ten years.',
    description: 'Why you want to teach, and what; the admin who decides reads it',
  })
  motivation!: string;
}

export class ApplicationDecisionCreateDto {
  @EnumField(ApplicationDecision, 'ApplicationDecision', {
    description: 'What becomes of the application',
  })
  decision!: ApplicationDecision;

  @TextField({
    max: 2000,
    optional: true,
    description: 'The note to the applicant; required for a rejection',
    example: 'Please tell us more about what you want to teach.',
  })
  reason?: string;
}

export class ApplicationListQuery extends CursorQuery {
  @EnumField(ApplicationStatus, 'ApplicationStatus', {
    optional: true,
    description: 'Only applications in this state',
  })
  status?: ApplicationStatus;
}

export class ApplicationResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The applicant' })
  userId!: string;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'The public profile of the applicant; null when the account is gone',
  })
  applicant!: PublicProfile | null;

  @TextField({
    max: 4000,
    description: 'Why the applicant wants to teach, in their own words',
    example: 'I have taught mathematics for ten years.',
  })
  motivation!: string;

  @EnumField(ApplicationStatus, 'ApplicationStatus', {
    description: 'Where the application stands',
  })
  status!: ApplicationStatus;

  @TextField({
    max: 2000,
    nullable: true,
    description:
      'The note to the applicant about the decision; null while it is pending, or when nothing was said',
    example: 'Please tell us more about what you want to teach.',
  })
  reason!: string | null;

  @DateTimeField({ nullable: true, description: 'When an admin decided; null while it is pending' })
  decidedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class ApplicationPageResponse extends CursorPageOf(ApplicationResponse) {}

/** @param applicant absent when the account is gone */
export function toApplicationResponse(
  application: InstructorApplication,
  applicant: PublicProfile | undefined,
): ApplicationResponse {
  return {
    id: application.id,
    userId: application.userId,
    applicant: applicant ?? null,
    motivation: application.motivation,
    status: application.status,
    reason: application.reason,
    decidedAt: application.decidedAt?.toISOString() ?? null,
    createdAt: application.createdAt.toISOString(),
    version: application.version,
  };
}
