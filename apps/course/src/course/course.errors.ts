import { domainError } from '@course-plateform/common/kernel';

export class CourseNotFound extends domainError({
  code: 'course.not_found',
  status: 404,
  title: 'Course not found',
}) {}

export class CourseMoved extends domainError({
  code: 'course.moved',
  status: 301,
  title: 'Course moved',
  detail: 'The course now has the slug "{slug}".',
  example: { slug: 'web-development' },
  remedy: 'Follow the Location header, and use its address from now on.',
}) {}

export class CourseSlugTaken extends domainError({
  code: 'course.slug_taken',
  status: 409,
  title: 'Slug already taken',
  detail: 'Another course has or had the slug "{slug}".',
  example: { slug: 'web-development' },
  remedy: 'Choose another slug.',
}) {}

export class SectionNotFound extends domainError({
  code: 'course.section_not_found',
  status: 404,
  title: 'Section not found',
}) {}

export class LessonNotFound extends domainError({
  code: 'course.lesson_not_found',
  status: 404,
  title: 'Lesson not found',
}) {}

export class LessonNotEntitled extends domainError({
  code: 'course.not_entitled',
  status: 402,
  title: 'Not enrolled',
  detail: 'Enroll in the course to open this lesson.',
}) {}

export class CourseAccessDisputed extends domainError({
  code: 'course.access_disputed',
  status: 403,
  title: 'Access suspended',
  detail: 'The payment for this course is disputed at the bank. Your progress is kept.',
  remedy:
    'Settle the dispute with your bank; the access comes back when it is withdrawn or decided.',
}) {}

export class LessonLocked extends domainError({
  code: 'course.lesson_locked',
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

export class PrerequisiteInvalid extends domainError({
  code: 'course.prerequisite_invalid',
  status: 422,
  title: 'Invalid prerequisite',
  detail: 'The course {courseId} is not published, or requires this course itself.',
  example: { courseId: '019c3a52-7f3e-7cc1-9a52-3d5f0c1e8b11' },
  remedy: 'Name other published courses that do not lead back to this one.',
}) {}

export class LessonTakesNoCaptions extends domainError({
  code: 'course.lesson_without_sound',
  status: 422,
  title: 'Lesson without sound',
  detail: 'Videos and recordings have captions; this lesson is of another kind.',
}) {}

export class CaptionLocaleInvalid extends domainError({
  code: 'course.caption_locale_invalid',
  status: 422,
  title: 'Not a language tag',
  detail: 'Name the language of captions by a BCP 47 tag such as `en` or `pt-BR`.',
}) {}

export class CaptionNotFound extends domainError({
  code: 'course.caption_not_found',
  status: 404,
  title: 'Captions not found',
  detail: 'The lesson has no captions in this language.',
}) {}

export class CaptionsFull extends domainError({
  code: 'course.captions_full',
  status: 409,
  title: 'Too many captions',
  detail: 'A lesson has captions in at most 50 languages.',
}) {}

export class ResourceInvalid extends domainError({
  code: 'course.resource_invalid',
  status: 422,
  title: 'Not one file or link',
  detail: 'A resource is either a file (`mediaId`) or a link (`url`).',
}) {}

export class ResourceNotFound extends domainError({
  code: 'course.resource_not_found',
  status: 404,
  title: 'Resource not found',
}) {}

export class ResourcesFull extends domainError({
  code: 'course.resources_full',
  status: 409,
  title: 'Too many resources',
  detail: 'A lesson has at most 20 resources.',
  remedy: 'Remove some, or put files together.',
}) {}

export class CurriculumOrderInvalid extends domainError({
  code: 'course.order_invalid',
  status: 422,
  title: 'Incomplete order',
  detail: 'Name every section and every lesson of the course exactly once.',
}) {}

export class CourseInReview extends domainError({
  code: 'course.in_review',
  status: 409,
  title: 'Course in review',
  detail: 'A course cannot be changed while it is being reviewed.',
  remedy: 'Wait until the review is decided.',
}) {}

export class CourseRetired extends domainError({
  code: 'course.retired',
  status: 409,
  title: 'Course retired',
  detail: 'The account of its instructor was deleted, so the course cannot be sold any more.',
}) {}

export class CourseHasEnrollments extends domainError({
  code: 'course.has_enrollments',
  status: 409,
  title: 'Course already published',
  detail: 'A course that was published cannot be deleted, because learners may be enrolled in it.',
}) {}

export class PriceTooHigh extends domainError({
  code: 'course.price_too_high',
  status: 422,
  title: 'Price too high',
  detail: 'The highest price is {maximum, number} minor units.',
  example: { maximum: 100_000_000 },
  remedy: 'Choose a lower price.',
}) {}

export class CourseRightMissing extends domainError({
  code: 'course.right_missing',
  status: 403,
  title: 'Not your right',
  detail: 'You teach this course without the right "{right}".',
  example: { right: 'manage' },
  remedy: 'Ask the owner of the course for the right.',
}) {}

export class CourseMemberNotFound extends domainError({
  code: 'course.member_not_found',
  status: 404,
  title: 'Co-instructor not found',
}) {}

export class CourseMemberExists extends domainError({
  code: 'course.member_exists',
  status: 409,
  title: 'Already an instructor of the course',
}) {}

export class CourseTeamFull extends domainError({
  code: 'course.team_full',
  status: 409,
  title: 'Too many instructors',
  detail: 'A course has at most 20 co-instructors, invited ones included.',
  remedy: 'Remove one, or revoke an invitation.',
}) {}

export class CourseSharesExceeded extends domainError({
  code: 'course.shares_exceeded',
  status: 409,
  title: 'Share too large',
  detail:
    'The owner has {left} basis points left to give, and the co-instructor would get {basisPoints}.',
  example: { left: 2000, basisPoints: 3000 },
  remedy: 'Offer less, or lower the shares of others first.',
}) {}

export class CourseSharesInvalid extends domainError({
  code: 'course.shares_invalid',
  status: 422,
  title: 'Shares do not add up',
  detail:
    'The shares of all {count} instructors, each named once, are 10,000 basis points together; these are {sum}.',
  example: { count: 3, sum: 9000 },
}) {}
