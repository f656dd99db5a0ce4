import { domainError } from '@course-plateform/common/kernel';

export class HtmlTooDeep extends domainError({
  code: 'course.html_too_deep',
  status: 422,
  title: 'HTML too deep',
  detail: 'Elements stand more than {max, number} levels deep in each other.',
  remedy: 'Write the text with fewer levels.',
}) {}
