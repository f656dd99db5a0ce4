import { domainError } from '@course-plateform/common/kernel';

export class EnrollmentNotFound extends domainError({
  code: 'enrollment.not_found',
  status: 404,
  title: 'Enrollment not found',
}) {}

export class EnrollmentCourseNotFound extends domainError({
  code: 'enrollment.course_not_found',
  status: 404,
  title: 'Course not found',
}) {}

export class EnrollmentExists extends domainError({
  code: 'enrollment.exists',
  status: 409,
  title: 'Already enrolled',
  detail: 'You are already enrolled in this course.',
}) {}

export class EnrollmentPaymentRequired extends domainError({
  code: 'enrollment.payment_required',
  status: 402,
  title: 'Course not free',
  detail: 'This course has to be bought.',
}) {}

export class EnrollmentOwnCourse extends domainError({
  code: 'enrollment.own_course',
  status: 403,
  title: 'Your own course',
  detail: 'Instructors cannot enroll in their own courses.',
}) {}

export class EnrollmentDisputed extends domainError({
  code: 'enrollment.disputed',
  status: 403,
  title: 'Access suspended',
  detail: 'The payment for this course is disputed at the bank. Your progress is kept.',
  remedy:
    'Settle the dispute with your bank; the access comes back when it is withdrawn or decided.',
  extensions: { reason: { type: 'string', example: 'disputed' } },
}) {}

export class LessonLocked extends domainError({
  code: 'progress.lesson_locked',
  status: 403,
  title: 'Lesson locked',
  detail: 'The section of this lesson is not open to you yet.',
  remedy:
    'Wait until `availableAt`, if there is one, and complete the lessons of the sections before.',
  extensions: {
    availableAt: { type: 'string', example: '2026-12-08T09:00:00.000Z', optional: true },
    missingLessons: { type: 'integer' },
  },
}) {}

export class EnrollmentOver extends domainError({
  code: 'enrollment.ended',
  status: 409,
  title: 'Enrollment ended',
  detail: 'The progress of an enrollment that has ended cannot change.',
  remedy: 'Enroll in the course again.',
}) {}
