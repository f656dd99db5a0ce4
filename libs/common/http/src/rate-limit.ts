import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';

/** The kinds of requests that are counted together; each has a setting that says how many a caller may send. */
export type RateLimitClass = 'read' | 'write' | 'sensitive';

const RATE_LIMIT = 'course-plateform:rate-limit';

/** Where OpenAPI tells the class of an operation. */
export const RATE_LIMIT_EXTENSION = 'x-rate-limit';

/**
 * Counts a handler with others than its method says: `sensitive` for what invites guessing or is dear, `none` for what
 * the platform itself asks for.
 */
export function RateLimit(limit: RateLimitClass | 'none'): MethodDecorator {
  return applyDecorators(SetMetadata(RATE_LIMIT, limit), ApiExtension(RATE_LIMIT_EXTENSION, limit));
}

/** The class a handler declares; undefined when it goes by its method. */
export function declaredRateLimit(handler: object): RateLimitClass | 'none' | undefined {
  return Reflect.getMetadata(RATE_LIMIT, handler) as RateLimitClass | 'none' | undefined;
}

/** The class of a method without a declaration. @param method of HTTP, in any case */
export function usualRateLimit(method: string): RateLimitClass {
  return /^(get|head|options)$/i.test(method) ? 'read' : 'write';
}
