import { domainError } from '@course-plateform/common/kernel';

export class RouteNotFound extends domainError({
  code: 'request.route_not_found',
  status: 404,
  title: 'Route not found',
  detail: 'There is no route at this address.',
}) {}

export class MethodNotAllowed extends domainError({
  code: 'request.method_not_allowed',
  status: 405,
  title: 'Method not allowed',
  detail: 'This address does not support the method {method}.',
  example: { method: 'DELETE' },
  remedy: 'Use one of the methods that the Allow header of the response names.',
}) {}

export class BodyTooLarge extends domainError({
  code: 'request.too_large',
  status: 413,
  title: 'Request too large',
  detail: 'The body is larger than this route accepts.',
}) {}

export class HeadersTooLarge extends domainError({
  code: 'request.headers_too_large',
  status: 431,
  title: 'Headers too large',
  detail: 'The address and the headers together are larger than the server accepts.',
  remedy: 'Send shorter headers: an Authorization header should hold one access token.',
}) {}

export class RequestTooSlow extends domainError({
  code: 'request.too_slow',
  status: 408,
  title: 'Request too slow',
  detail: 'The request did not arrive completely in time.',
}) {}

export class MediaTypeUnsupported extends domainError({
  code: 'request.unsupported_media_type',
  status: 415,
  title: 'Unsupported media type',
  detail: 'Send the body as application/json, or as the type that the documentation names.',
}) {}

export class RequestRejected extends domainError({
  code: 'request.rejected',
  status: 400,
  title: 'Request rejected',
  detail: 'The server does not accept requests of this form.',
}) {}
