import { DomainError, RequestMalformed } from '@course-plateform/common/kernel';
import { BodyTooLarge, MediaTypeUnsupported, RequestRejected, RouteNotFound } from './errors';

/**
 * Maps a client error of Fastify to one of our error classes.
 * @param status the status that Fastify gives it
 * @returns undefined when it is not a client error but a bug
 */
export function frameworkFailure(
  cause: unknown,
  status = statusOf(cause),
): DomainError | undefined {
  if (cause instanceof DomainError) return cause;
  if (status === 404) return new RouteNotFound({ cause });
  if (status === 413) return new BodyTooLarge({ cause });
  if (status === 415) return new MediaTypeUnsupported({ cause });
  if (codeOf(cause).startsWith('FST_ERR_CTP_')) return new RequestMalformed({ cause });
  if (status === 400) return new RequestMalformed({ cause });
  if (status > 400 && status < 500) return new RequestRejected({ cause });
  return undefined;
}

function statusOf(cause: unknown): number {
  const status: unknown =
    cause instanceof Error && 'statusCode' in cause ? cause.statusCode : undefined;
  return typeof status === 'number' ? status : 500;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
