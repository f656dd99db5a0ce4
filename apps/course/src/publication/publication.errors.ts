import { domainError } from '@course-plateform/common/kernel';

export class PublishChecksFailed extends domainError({
  code: 'course.publish_checks_failed',
  status: 422,
  title: 'Not ready to publish',
  detail: 'These checks fail: {checks}.',
  example: { checks: 'course.section_empty' },
  remedy: 'Fix what the checks in the response say, then submit again.',
  extensions: {
    checks: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          code: { type: 'string', example: 'course.section_empty' },
          passed: { type: 'boolean' },
          detail: { type: 'string', example: 'Fill or remove the sections without lessons.' },
        },
      },
    },
  },
}) {}

export class SubmissionNotFound extends domainError({
  code: 'course.submission_not_found',
  status: 404,
  title: 'Submission not found',
}) {}

export class SubmissionOwnCourse extends domainError({
  code: 'course.own_submission',
  status: 403,
  title: 'Your own course',
  detail: 'Nobody decides on their own course.',
  remedy: 'Leave the decision to another administrator.',
}) {}

export class SubmissionReasonMissing extends domainError({
  code: 'course.reason_missing',
  status: 422,
  title: 'Reason missing',
  detail: 'Say why the course is rejected, so that its author can fix it.',
  remedy: 'Send a reason.',
}) {}
