import type { FastifyReply, FastifyRequest } from 'fastify';

/** When an operation was deprecated, and the earliest date of its removal; both are dates such as `2026-01-31`. */
export interface Deprecation {
  readonly since: string;
  readonly sunset: string;
}

/** The key in the configuration of a route. */
export const DEPRECATION = 'deprecation';

/** Sets `Deprecation` (RFC 9745) and `Sunset` (RFC 8594) on the responses of a deprecated operation. */
export function describeDeprecation(request: FastifyRequest, reply: FastifyReply): void {
  const deprecation: unknown = Reflect.get(request.routeOptions.config, DEPRECATION);
  if (!isDeprecation(deprecation)) return;
  void reply
    .header('deprecation', `@${Date.parse(deprecation.since) / 1000}`)
    .header('sunset', new Date(deprecation.sunset).toUTCString());
}

function isDeprecation(value: unknown): value is Deprecation {
  return typeof value === 'object' && value !== null && 'since' in value;
}
