import { domainError } from '@course-plateform/common/kernel';

export class LessonNotFound extends domainError({
  code: 'progress.lesson_not_found',
  status: 404,
  title: 'No such lesson',
  detail: 'The publication you are enrolled in has no such lesson.',
}) {}

export class LessonNeedsQuiz extends domainError({
  code: 'progress.quiz_required',
  status: 409,
  title: 'Pass the quiz',
  detail: 'This lesson is completed by passing its quiz.',
  remedy: 'Take the quiz of the lesson and pass it.',
}) {}

export class EnrollmentUpToDate extends domainError({
  code: 'enrollment.up_to_date',
  status: 409,
  title: 'Already the newest version',
  detail: 'You are learning the newest publication of this course.',
  remedy: 'Nothing: there is no newer publication yet.',
}) {}
