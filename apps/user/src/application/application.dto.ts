import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import { PublicProfile } from '@course-plateform/types/user';
import { ApplicationStatus, type InstructorApplication } from './application.entity';

export enum ApplicationDecision {
  accepted = 'accepted',
  refused = 'refused',
}

export class ApplicationCreateDto {
  @TextField({ min: 20, max: 4000, example: 'I have taught mathematics for ten years.' })
  motivation!: string;
}

export class DecisionCreateDto {
  @EnumField(ApplicationDecision, 'ApplicationDecision')
  decision!: ApplicationDecision;

  @TextField({
    max: 2000,
    optional: true,
    description: 'What the applicant is told; required for a refusal',
    example: 'Please tell us more about what you want to teach.',
  })
  reason?: string;
}

export class ApplicationListQuery extends CursorQuery {
  @EnumField(ApplicationStatus, 'ApplicationStatus', { optional: true })
  status?: ApplicationStatus;
}

export class ApplicationResponse {
  @IdField()
  id!: string;

  @IdField()
  userId!: string;

  @ObjectField(() => PublicProfile, {
    nullable: true,
    description: 'Null when the account is gone',
  })
  applicant!: PublicProfile | null;

  @TextField({ max: 4000 })
  motivation!: string;

  @EnumField(ApplicationStatus, 'ApplicationStatus')
  status!: ApplicationStatus;

  @TextField({ max: 2000, nullable: true })
  reason!: string | null;

  @DateTimeField({ nullable: true })
  decidedAt!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1 })
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
