import { domainError } from '@course-plateform/common/kernel';

export class QueryInvalid extends domainError({
  code: 'request.query_invalid',
  status: 400,
  title: 'Invalid query parameters',
  detail: 'One or more query parameters are unknown or invalid; see errors.',
  extensions: { errorsLeftOut: { type: 'integer', optional: true } },
}) {}

export class BodyTooDeep extends domainError({
  code: 'request.too_deep',
  status: 400,
  title: 'Request too deep',
  detail: 'Objects and lists of the body are nested more than {max, number} levels deep.',
  example: { max: 32 },
}) {}

export class RateLimitExceeded extends domainError({
  code: 'rate_limit.exceeded',
  status: 429,
  title: 'Too many requests',
  detail: 'You have sent more requests of this kind than the rate limit allows.',
  remedy: 'Wait as many seconds as Retry-After says. RateLimit-Policy says what is allowed.',
}) {}

export class IfMatchMissing extends domainError({
  code: 'request.if_match_missing',
  status: 428,
  title: 'If-Match required',
  detail: 'Send the ETag that you read in the If-Match header.',
}) {}

export class HeaderInvalid extends domainError({
  code: 'request.header_invalid',
  status: 400,
  title: 'Invalid header',
  detail:
    'The header {header} is not valid. {rule, select, entity_tag {Send the ETag as it was given, with its quotes.} other {Send 1 to 255 visible ASCII characters.}}',
  example: { header: 'Idempotency-Key', rule: 'visible_ascii' },
}) {}

export class CursorInvalid extends domainError({
  code: 'request.cursor_invalid',
  status: 400,
  title: 'Invalid cursor',
  detail: 'The cursor does not belong to this list, filter and sort order.',
  remedy: 'Read the list from the beginning, without a cursor.',
}) {}

export class IdempotencyKeyMissing extends domainError({
  code: 'idempotency.key_missing',
  status: 400,
  title: 'Idempotency-Key required',
  detail: 'Send an Idempotency-Key header, for example a random UUID.',
  remedy: 'Send a new key with each new operation, and the same key with each retry of it.',
}) {}

export class IdempotencyInProgress extends domainError({
  code: 'idempotency.in_progress',
  status: 409,
  title: 'Request in progress',
  detail: 'A request with this Idempotency-Key is still in progress.',
  remedy: 'Wait a second and send the same request with the same key again.',
}) {}

export class IdempotencyKeyReused extends domainError({
  code: 'idempotency.key_reused',
  status: 422,
  title: 'Idempotency-Key reused',
  detail: 'This Idempotency-Key was sent before with another body.',
  remedy: 'Send the other body with a new key.',
}) {}

export class IdempotencyNotReplayable extends domainError({
  code: 'idempotency.not_replayable',
  status: 409,
  title: 'Response not replayable',
  detail:
    'A request with this Idempotency-Key has succeeded. Its response holds tokens, which are never sent twice.',
  remedy: 'Sign in again with a new key.',
}) {}

export class ServiceUnavailable extends domainError({
  code: 'service.unavailable',
  status: 503,
  title: 'Service unavailable',
  detail: 'The service cannot process the request at the moment.',
}) {}
