export { clientAddress, clientNetworks, coarseAddress } from './client-network';
export { RateLimit } from './rate-limit';
export type { RateLimitClass } from './rate-limit';
export { ThrottlesReplays } from './replay-throttle';
export type { ReplayThrottle } from './replay-throttle';
export { SETTINGS } from './settings';
export { ServiceUnavailable } from './errors';
export type { PlatformSettings } from './settings';
export { IdParam, SlugParam } from './params';
export { FileBody, SentFile } from './file-body';
export { IdempotencyRecord } from './idempotency.entity';
export { IdempotencyStore } from './idempotency.store';
export { IfMatch } from './if-match';
export { IdempotencyRequired, Operation, PublicCache } from './operation';
export {
  CursorPageOf,
  CursorQuery,
  Cursors,
  PageOf,
  PageQuery,
  PaginationDto,
  toPage,
} from './paging';
export { mongoPlatformEntities, platformEntities } from './platform-entities';
export { ProblemFilter } from './problem.filter';
export { defineService } from './service-definition';
export type { PlatformShape, ServiceDefinition } from './service-definition';
export { describeService, runService } from './service';
export type { RunningService } from './service';
export { startService } from './start-service';
