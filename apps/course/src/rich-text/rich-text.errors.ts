import { domainError } from '@course-plateform/common/kernel';

export class HtmlTooDeep extends domainError({
  code: 'course.html_too_deep',
  status: 422,
  title: 'HTML too deep',
  detail: 'Elements are nested more than {max, number} levels deep.',
  example: { max: 64 },
  remedy: 'Reduce the nesting of the text.',
}) {}
