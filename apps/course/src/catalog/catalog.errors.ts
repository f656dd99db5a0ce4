import { domainError } from '@course-plateform/common/kernel';

export class RelevanceWithoutText extends domainError({
  code: 'catalog.relevance_without_text',
  status: 400,
  title: 'Search text missing',
  detail: 'Sorting by relevance needs a search text in “q”.',
  remedy: 'Send a search text in “q”, or choose another sort order.',
}) {}

export class CatalogSearchTimeout extends domainError({
  code: 'catalog.search_timeout',
  status: 503,
  title: 'Search timed out',
  detail: 'Searching the catalog took longer than allowed.',
  remedy:
    'Narrow the search: rarer words, a category or a language. Try again later if it was narrow.',
}) {}

export class GraphqlRequestInvalid extends domainError({
  code: 'graphql.request_invalid',
  status: 400,
  title: 'Invalid GraphQL request',
  detail:
    '{type, select, unknown {A GraphQL request has query, operationName, variables and extensions, and nothing else.} string {The parameter "{name}" must be a string.} other {The parameter "{name}" must be an object.}}',
  example: { type: 'string', name: 'query' },
}) {}

export class GraphqlMethodNotAllowed extends domainError({
  code: 'graphql.method_not_allowed',
  status: 405,
  title: 'Mutation sent with GET',
  detail: 'A mutation cannot be sent with GET.',
  remedy: 'Send it with POST.',
}) {}

export class GraphqlQueryInvalid extends domainError({
  code: 'graphql.query_invalid',
  status: 400,
  title: 'Invalid query',
  detail: 'The query is not valid: {reason}',
  example: { reason: 'Cannot query field "titel" on type "Course".' },
}) {}

export class GraphqlVariableInvalid extends domainError({
  code: 'graphql.variable_invalid',
  status: 400,
  title: 'Invalid variable',
  detail: 'The variable "{name}" needs a value of the type {type}.',
  example: { name: 'limit', type: 'Int' },
}) {}

export class GraphqlQueryTooLarge extends domainError({
  code: 'graphql.query_too_large',
  status: 400,
  title: 'Query too large',
  detail:
    'The query holds more than {max, number} {limit, select, bytes {bytes} tokens {tokens} selections {fields and fragments} definitions {operations and fragments} directives {directives} other {fields of one name at one place}}.',
  example: { max: 200, limit: 'selections' },
  remedy: 'Request less at once.',
  extensions: { limit: { type: 'string', example: 'selections' }, max: { type: 'integer' } },
}) {}

export class GraphqlQueryTooDeep extends domainError({
  code: 'graphql.query_too_deep',
  status: 400,
  title: 'Query too deep',
  detail: 'Fields are nested more than {max, number} levels deep.',
  example: { max: 8 },
}) {}

export class GraphqlQueryTooCostly extends domainError({
  code: 'graphql.query_too_costly',
  status: 400,
  title: 'Query too costly',
  detail: 'The query costs {cost, number} and may cost {max, number}.',
  example: { cost: 1500, max: 1000 },
  remedy:
    'Request fewer fields or smaller pages: a page costs its limit times the fields of an item.',
}) {}

export class GraphqlTooManyAliases extends domainError({
  code: 'graphql.too_many_aliases',
  status: 400,
  title: 'Too many aliases',
  detail: 'The query has more than {max, number} aliases.',
  example: { max: 20 },
}) {}

export class GraphqlBatchRefused extends domainError({
  code: 'graphql.batch_refused',
  status: 400,
  title: 'Batches not supported',
  detail: 'Send one query as an object, not a list of queries.',
}) {}
