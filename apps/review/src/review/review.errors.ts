import { domainError } from '@course-plateform/common/kernel';

export class ReviewNotFound extends domainError({
  code: 'review.not_found',
  status: 404,
  title: 'No such review',
}) {}

export class ReviewExists extends domainError({
  code: 'review.exists',
  status: 409,
  title: 'Already reviewed',
  detail: 'You have reviewed this course already. Edit your review instead.',
}) {}

export class ReviewNotEnrolled extends domainError({
  code: 'review.not_enrolled',
  status: 403,
  title: 'Not enrolled',
  detail: 'Only learners of a course can review it.',
}) {}

export class ReviewTooEarly extends domainError({
  code: 'review.too_early',
  status: 403,
  title: 'Too early for a review',
  detail: 'Complete at least {percent} % of the course first.',
}) {}

export class ReviewOwnCourse extends domainError({
  code: 'review.own_course',
  status: 403,
  title: 'Your own course',
  detail: 'Instructors cannot review their own courses.',
}) {}

export class ReviewCourseNotFound extends domainError({
  code: 'review.course_not_found',
  status: 404,
  title: 'No such course',
}) {}
