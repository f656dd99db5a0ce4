import { domainError } from '@course-plateform/common/kernel';

export class CourseFeedExpired extends domainError({
  code: 'course_feed.expired',
  status: 410,
  title: 'Feed position expired',
  detail:
    'The feed lists removed courses for {days, plural, one {# day} other {# days}}, and what you have read is older.',
  example: { days: 90 },
  remedy:
    'Read the whole feed again, without "updatedSince" and "cursor", and remove the courses that it does not list.',
}) {}
