import { domainError } from '@course-plateform/common/kernel';

export class CourseVersionNotFound extends domainError({
  code: 'course.version_not_found',
  status: 404,
  title: 'Version of the course not found',
}) {}
