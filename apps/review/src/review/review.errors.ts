import { domainError } from '@course-plateform/common/kernel';

export class ReviewNotFound extends domainError({
  code: 'review.not_found',
  status: 404,
  title: 'Review not found',
}) {}

export class ReviewExists extends domainError({
  code: 'review.exists',
  status: 409,
  title: 'Course already reviewed',
  detail: 'You have already reviewed this course.',
  remedy: 'Edit your review instead.',
}) {}

export class ReviewNotEnrolled extends domainError({
  code: 'review.not_enrolled',
  status: 403,
  title: 'Not enrolled',
  detail: 'Only learners of a course can review it.',
  remedy: 'Enroll in the course first.',
}) {}

export class ReviewAccessDisputed extends domainError({
  code: 'review.access_disputed',
  status: 403,
  title: 'Access suspended',
  detail: 'The payment for the course is disputed at the bank, so you cannot review it for now.',
}) {}

export class ReviewTooEarly extends domainError({
  code: 'review.too_early',
  status: 403,
  title: 'Too early for a review',
  detail: 'Complete at least {percent, number} % of the course first.',
  example: { percent: 10 },
  remedy: 'Complete more of the course, then write your review.',
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
  title: 'Course not found',
}) {}
