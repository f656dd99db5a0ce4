import type { Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import { answerUnreadable } from './unreadable';
import { answerUnroutable } from './unroutable';

/** How often Node looks for requests that take too long: its own 30 s would double every limit. */
const CHECK_EVERY_MS = 1000;

/** What the HTTP server of a process is told about the world outside. */
export interface EdgeSettings {
  /** How long a request may take to arrive, headers and body, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** Addresses or CIDR ranges whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/** The options of Fastify that hold the limits of the edge, the same in every process. */
export function edgeServerOptions({ requestTimeoutMs, trustedProxies }: EdgeSettings) {
  return {
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Keep-alive connections without a request end at once when the server closes, others after their answer.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: requestTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, requestTimeoutMs),
      // Node refuses a request without Host with an empty answer; `checkAddress` says why.
      requireHostHeader: false,
    },
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
  } satisfies FastifyHttpOptions<Server>;
}
