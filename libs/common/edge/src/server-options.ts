import { type Server, maxHeaderSize } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import { rejectUnreadable } from './unreadable';
import { rejectUnroutable } from './unroutable';

/** How often Node checks for slow requests, in milliseconds: its default of 30 s would double every limit. */
const CHECK_EVERY_MS = 1000;

/**
 * How addresses are read. A part of one may be as long as Node lets an address be: a name that is too long is one that
 * nothing has, which only the route can say in its own words.
 */
export const ROUTER_OPTIONS = { maxParamLength: maxHeaderSize, caseSensitive: true } as const;

/** The limits and timeouts of the HTTP server of a process. */
export interface EdgeSettings {
  /** The timeout for receiving a request, headers and body, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Addresses or CIDR ranges whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
}

/** The options of Fastify that hold the limits of the edge, the same in every process. */
export function edgeServerOptions({ requestTimeoutMs, trustedProxies }: EdgeSettings) {
  return {
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // When the server closes, idle keep-alive connections end at once, others after their response.
    forceCloseConnections: 'idle',
    routerOptions: ROUTER_OPTIONS,
    // `limitBodyTimes` has the limit of the rest: some bodies may take longer.
    requestTimeout: 0,
    http: {
      headersTimeout: requestTimeoutMs,
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, requestTimeoutMs),
      // Node rejects a request without Host with an empty response; we send a problem instead.
      requireHostHeader: false,
    },
    frameworkErrors: rejectUnroutable,
    clientErrorHandler: rejectUnreadable,
  } satisfies FastifyHttpOptions<Server>;
}
