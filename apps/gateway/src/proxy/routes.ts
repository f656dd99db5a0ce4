import type { IncomingHttpHeaders } from 'node:http';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PROXY_SECRET_HEADER, endToEndHeaders } from '@course-plateform/common/edge';
import type { Logger } from '@course-plateform/common/observability';
import { SERVICES, type ServiceEntry } from '@course-plateform/types/platform';
import { type GatewaySettings, addressSetting } from '../env';
import { sendProblem } from '../problems/language';

/** Seconds after which a service that is unavailable is worth another try. */
const RETRY_AFTER_SECONDS = 2;

/** One prefix of the public address space and where it leads. */
export interface GatewayRoute {
  readonly prefix: string;
  readonly service: (typeof SERVICES)[number]['name'];
}

/** The table of prefixes: the cluster's ingress is made from the same one. */
export function gatewayRoutes(): GatewayRoute[] {
  return SERVICES.flatMap(
    ({ name, prefixes, extraPrefixes }: ServiceEntry & (typeof SERVICES)[number]) =>
      [...prefixes.map((segment) => `/api/v1/${segment}`), ...extraPrefixes].map((prefix) => ({
        prefix,
        service: name,
      })),
  );
}

/** Hands every request on to the service that owns its prefix, as it is. */
export async function registerRoutes(
  gateway: FastifyInstance,
  settings: GatewaySettings,
  logger: Logger,
): Promise<void> {
  const secret = settings.trustedProxySecret;
  for (const { prefix, service } of gatewayRoutes()) {
    await gateway.register(proxy, {
      prefix,
      rewritePrefix: prefix,
      upstream: settings[addressSetting(service)],
      proxyPayloads: false,
      undici: {
        headersTimeout: settings.upstreamTimeoutMs,
        bodyTimeout: settings.upstreamTimeoutMs,
      },
      replyOptions: {
        rewriteRequestHeaders: (request, headers) => ({
          ...forwardedHeaders(request, headers),
          ...(secret === undefined ? {} : { [PROXY_SECRET_HEADER]: secret }),
        }),
        rewriteHeaders: (headers) => endToEndHeaders(headers),
        // A 503 of a service carries its own Retry-After, so the proxy does not retry.
        retryDelay: () => null,
        onError: (reply, { error }) => {
          logger.warn({ err: error, target: service }, 'upstream service did not respond');
          // The proxy hands out its own view of a reply; what is sent is the same.
          unavailable(reply as unknown as FastifyReply, service);
        },
      },
    });
  }
  gateway.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, 'request.route_not_found'),
  );
}

function forwardedHeaders(
  { ip, method }: Pick<FastifyRequest, 'ip' | 'method'>,
  headers: IncomingHttpHeaders,
): IncomingHttpHeaders {
  // Its own word, and not what a client says about itself: the services count callers by it.
  const forwarded = { ...endToEndHeaders(headers), 'x-forwarded-for': ip };
  // The bodies of these have no meaning (RFC 9110, 9.3.1) and are not passed on, so they have no length either.
  if (method === 'GET' || method === 'HEAD') delete forwarded['content-length'];
  return forwarded;
}

function unavailable(reply: FastifyReply, service: string): void {
  void reply.header('retry-after', RETRY_AFTER_SECONDS);
  void sendProblem(reply.request, reply, 'upstream.unavailable', { service });
}
