import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** The classes of requests that are counted together, each with a limit in the settings. */
export type RateLimitClass = 'read' | 'write' | 'sensitive';

const RATE_LIMIT = 'course-plateform:rate-limit';

/** The OpenAPI extension with the rate-limit class of an operation. */
export const RATE_LIMIT_EXTENSION = 'x-rate-limit';

/**
 * Overrides the rate-limit class of a handler: `sensitive` for guessable or expensive operations, `none` for those that
 * the platform itself calls.
 */
export function RateLimit(limit: RateLimitClass | 'none'): MethodDecorator {
  return applyDecorators(SetMetadata(RATE_LIMIT, limit), ApiExtension(RATE_LIMIT_EXTENSION, limit));
}

/** The class that a handler declares; undefined when its method decides. */
export function declaredRateLimit(handler: object): RateLimitClass | 'none' | undefined {
  return Reflect.getMetadata(RATE_LIMIT, handler) as RateLimitClass | 'none' | undefined;
}

/** The default class of a method. @param method of HTTP, case-insensitive */
export function usualRateLimit(method: string): RateLimitClass {
  return /^(get|head|options)$/i.test(method) ? 'read' : 'write';
}
