import { domainError } from '@course-plateform/common/kernel';

export class RelevanceWithoutText extends domainError({
  code: 'catalog.relevance_without_text',
  status: 400,
  title: 'Nothing to be relevant to',
  detail: 'Sorting by relevance needs a search text in q.',
  remedy: 'Send a search text in q, or choose another sort.',
}) {}

export class GraphqlQueryInvalid extends domainError({
  code: 'graphql.query_invalid',
  status: 400,
  title: 'Invalid query',
  detail: 'The query is not valid: {reason}',
}) {}
