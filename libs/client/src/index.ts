export { createClient } from './client';
export type { ClientOptions, PlatformClient } from './client';
export type { Paths, Schemas } from './generated';
export { idempotencyKey, ifMatch } from './headers';
export { allItems } from './paging';
export { ApiError, unwrap } from './problem';
export type { Problem } from './problem';
export type { Tokens } from './token-refresh';
