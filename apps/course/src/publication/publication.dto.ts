import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  SlugField,
  TextField,
  describeEnum,
} from '@course-plateform/types/platform';
import type { Publication } from '../course/publication.entity';
import { type CourseSubmission, SubmissionStatus } from './submission.entity';

export class PublishCheckResponse {
  @TextField({ example: 'course.lessons_missing', description: 'Stable code of the check' })
  code!: string;

  @BooleanField({ description: 'Whether the course meets it' })
  passed!: boolean;

  @TextField({
    example: 'Write at least 1 lesson.',
    description: 'What to do until it is met, in the language of the response',
  })
  detail!: string;
}

export class PublishChecksResponse {
  @BooleanField({ description: 'Whether all checks pass' })
  passed!: boolean;

  @ListField(() => PublishCheckResponse, { description: 'Every check, whether it passes or not' })
  checks!: PublishCheckResponse[];
}

export class SubmissionListQuery extends CursorQuery {
  @EnumField(SubmissionStatus, 'SubmissionStatus', {
    optional: true,
    description: 'Only submissions in this state',
  })
  status?: SubmissionStatus;
}

/** What a draft is called. */
export class DraftName {
  @TextField({
    description: 'The title of the draft',
    example: 'Complete Web Development',
  })
  title!: string;

  @SlugField({ description: 'The slug of the draft', example: 'complete-web-development' })
  slug!: string;
}

export class SubmissionResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course that was submitted' })
  courseId!: string;

  @ObjectField(() => DraftName, {
    nullable: true,
    description: 'What the draft is called now; null when it was deleted',
  })
  course!: DraftName | null;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @EnumField(SubmissionStatus, 'SubmissionStatus', { description: 'Where the submission stands' })
  status!: SubmissionStatus;

  @TextField({
    max: 2000,
    nullable: true,
    description:
      'The note to the instructor about the decision; null while it is pending, or when nothing was said',
    example: 'Please add captions to the videos.',
  })
  reason!: string | null;

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Counts the changes; its `ETag`' })
  version!: number;
}

export class SubmissionPageResponse extends CursorPageOf(SubmissionResponse) {}

export enum SubmissionDecision {
  approve = 'approve',
  reject = 'reject',
}

describeEnum(SubmissionDecision, {
  approve: 'The course may be published',
  reject: 'The course is a draft again; needs a `reason`',
});

export class SubmissionDecisionCreateDto {
  @EnumField(SubmissionDecision, 'SubmissionDecision', {
    description: 'What becomes of the submission',
  })
  decision!: SubmissionDecision;

  @TextField({
    max: 2000,
    optional: true,
    description: 'The note to the instructor; required for a rejection',
    example: 'Please add captions to the videos.',
  })
  reason?: string;
}

export class PublicationResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course that was published' })
  courseId!: string;

  @IntegerField({ min: 1, description: 'Counts the publications of the course, from 1' })
  number!: number;

  @TextField({
    description: 'The title of the course in this publication',
    example: 'Complete Web Development',
  })
  title!: string;

  @DateTimeField({ description: 'When it was published' })
  publishedAt!: string;
}

/** @param course undefined when its draft was deleted */
export function toSubmissionResponse(
  submission: CourseSubmission,
  course: DraftName | undefined,
): SubmissionResponse {
  const { id, courseId, instructorId, status, reason, createdAt, version } = submission;
  return {
    id,
    courseId,
    course: course ?? null,
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
