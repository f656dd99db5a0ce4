import { domainError } from '@course-plateform/common/kernel';

export class SearchUnavailable extends domainError({
  code: 'catalog.search_unavailable',
  status: 503,
  title: 'Search unavailable',
  detail: 'Courses cannot be searched by words right now.',
  remedy: 'Try again later, or list courses by filters without “q”.',
}) {}
