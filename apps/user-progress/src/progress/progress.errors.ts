import { domainError } from '@course-plateform/common/kernel';

export class LessonNotFound extends domainError({
  code: 'progress.lesson_not_found',
  status: 404,
  title: 'Lesson not found',
  detail: 'The publication you are enrolled in has no such lesson.',
}) {}

export class LessonNeedsQuiz extends domainError({
  code: 'progress.quiz_required',
  status: 409,
  title: 'Quiz not passed',
  detail: 'This lesson is completed by passing its quiz.',
  remedy: 'Take the quiz of the lesson and pass it.',
}) {}

export class EnrollmentUpToDate extends domainError({
  code: 'enrollment.up_to_date',
  status: 409,
  title: 'Already up to date',
  detail: 'You are enrolled in the newest publication of this course.',
}) {}
