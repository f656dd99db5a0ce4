import { domainError } from '@course-plateform/common/kernel';

export class RelevanceWithoutText extends domainError({
  code: 'catalog.relevance_without_text',
  status: 400,
  title: 'Nothing to be relevant to',
  detail: 'Sorting by relevance needs a search text in q.',
}) {}
