import type { components } from './generated/api';

export { createClient } from './client';
export type { ClientOptions, PlatformClient } from './client';
export type { paths as Paths } from './generated/api';
export { idempotencyKey, ifMatch } from './headers';
export { formatMoney, toMoney } from './money';
export type { Money } from './money';
export { allItems } from './paging';
export type { NextPage } from './paging';
export { ApiError, unwrap, withResponse } from './problem';
export type { ErrorCode, Problem, ProblemOf } from './problem';
export { retry } from './retry';
export type { RetryOptions } from './retry';
export type { RefreshOptions, SignedOutReason, Tokens } from './token-refresh';

/** Every named body of the platform. */
export type Schemas = components['schemas'];
