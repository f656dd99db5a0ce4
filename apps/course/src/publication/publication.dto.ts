import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';
import type { Publication } from '../course/publication.entity';
import { type CourseSubmission, SubmissionStatus } from './submission.entity';

export class PublishCheckResponse {
  @TextField({ example: 'course.lessons_missing' })
  code!: string;

  @BooleanField()
  passed!: boolean;

  @TextField({ example: 'Write at least 1 lessons.' })
  detail!: string;
}

export class PublishChecksResponse {
  @BooleanField({ description: 'Whether all checks pass' })
  passed!: boolean;

  @ListField(() => PublishCheckResponse)
  checks!: PublishCheckResponse[];
}

export class SubmissionListQuery extends CursorQuery {
  @EnumField(SubmissionStatus, 'SubmissionStatus', { optional: true })
  status?: SubmissionStatus;
}

export class SubmissionResponse {
  @IdField()
  id!: string;

  @IdField()
  courseId!: string;

  @IdField()
  instructorId!: string;

  @EnumField(SubmissionStatus, 'SubmissionStatus')
  status!: SubmissionStatus;

  @TextField({ max: 2000, nullable: true, description: 'Why it was rejected' })
  reason!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1 })
  version!: number;
}

export class SubmissionPage extends CursorPageOf(SubmissionResponse) {}

export enum SubmissionDecision {
  approve = 'approve',
  reject = 'reject',
}

export class SubmissionDecisionDto {
  @EnumField(SubmissionDecision, 'SubmissionDecision')
  decision!: SubmissionDecision;

  @TextField({ max: 2000, optional: true, description: 'Required when rejecting' })
  reason?: string;
}

export class PublicationResponse {
  @IdField()
  id!: string;

  @IdField()
  courseId!: string;

  @IntegerField({ min: 1, description: 'From 1, one more with each publication' })
  number!: number;

  @TextField()
  title!: string;

  @DateTimeField()
  publishedAt!: string;
}

export function toSubmissionResponse(submission: CourseSubmission): SubmissionResponse {
  const { id, courseId, instructorId, status, reason, createdAt, version } = submission;
  return {
    id,
    courseId,
    instructorId,
    status,
    reason,
    createdAt: createdAt.toISOString(),
    version,
  };
}

export function toPublicationResponse(publication: Publication): PublicationResponse {
  return {
    id: publication.id,
    courseId: publication.courseId,
    number: publication.number,
    title: publication.details.title,
    publishedAt: publication.publishedAt.toISOString(),
  };
}
