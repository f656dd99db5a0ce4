export { showLanguages } from './content-language';
export { clientAddress, clientNetworks, coarseAddress } from './client-network';
export { RateLimit } from './rate-limit';
export type { RateLimitClass } from './rate-limit';
export { ThrottlesReplays } from './replay-throttle';
export type { ReplayThrottle } from './replay-throttle';
export { ServiceUnavailable } from './errors';
export { IdParam, IdParams, NumberParam, SlugParam } from './params';
export { FileBody, RawBody, SentBytes } from './bytes-body';
export { IdempotencyIdentity } from './idempotency.identity';
export { IdempotencyRecord } from './idempotency.entity';
export { IdempotencyStore } from './idempotency.store';
export { IfMatch } from './if-match';
export { IdempotencyRequired, Operation } from './operation';
export { PublicCache, limitPublicCache } from './public-cache';
export {
  CursorPageOf,
  CursorQuery,
  Cursors,
  PageOf,
  PageQuery,
  PaginationDto,
  toPage,
} from './paging';
export { ProblemFilter } from './problem.filter';
export { databaseCheck } from './health';
export { type OptionalState, OptionalDependencies } from './optional-dependencies';
export type { Readiness } from './health';
export { HttpModule } from './http.module';
export { HttpSettings } from './http.settings';
export { TagDescription } from './tags';
export { DEEPEST_BODY, isDeeper } from './json-depth';
export { SentStream, StreamBody } from './stream-body';
export { type KeepsResponse, StreamedIdempotency } from './streamed-idempotency';
export { openApiDocument } from './openapi';
export { httpAdapter, prepareHttp } from './prepare-http';
export { Unversioned, versionRoutes } from './unversioned';
