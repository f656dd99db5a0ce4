import { domainError } from '@course-plateform/common/kernel';

export class EnrollmentNotFound extends domainError({
  code: 'enrollment.not_found',
  status: 404,
  title: 'No such enrolment',
}) {}

export class EnrollmentCourseNotFound extends domainError({
  code: 'enrollment.course_not_found',
  status: 404,
  title: 'No such course',
}) {}

export class EnrollmentExists extends domainError({
  code: 'enrollment.exists',
  status: 409,
  title: 'Already enrolled',
  detail: 'You are learning this course already.',
  remedy: 'Nothing: go on learning.',
}) {}

export class EnrollmentPaymentRequired extends domainError({
  code: 'enrollment.payment_required',
  status: 402,
  title: 'Not a free course',
  detail: 'Buy this course to learn it.',
}) {}

export class EnrollmentOwnCourse extends domainError({
  code: 'enrollment.own_course',
  status: 403,
  title: 'Your own course',
  detail: 'Instructors cannot enrol in their own courses.',
  remedy: 'Nothing: this is not possible with a course of your own.',
}) {}

export class EnrollmentOver extends domainError({
  code: 'enrollment.ended',
  status: 409,
  title: 'The enrolment has ended',
  detail: 'Progress cannot change any more.',
  remedy: 'Enrol in the course again.',
}) {}
