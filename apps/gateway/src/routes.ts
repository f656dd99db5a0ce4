import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Logger } from '@course-plateform/common/observability';
import { SERVICES, type ServiceEntry } from '@course-plateform/types/platform';
import { type GatewaySettings, addressSetting } from './env';
import { answerProblem } from './language';

/** Seconds after which a service that is away is worth another try. */
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
  for (const { prefix, service } of gatewayRoutes()) {
    await gateway.register(proxy, {
      prefix,
      rewritePrefix: prefix,
      upstream: settings[addressSetting(service)],
      undici: {
        headersTimeout: settings.upstreamTimeoutMs,
        bodyTimeout: settings.upstreamTimeoutMs,
      },
      replyOptions: {
        // Its own word, and not what a client says about itself: the services count callers by it.
        rewriteRequestHeaders: ({ ip }, headers) => ({ ...headers, 'x-forwarded-for': ip }),
        onError: (reply, { error }) => {
          logger.warn({ err: error, target: service }, 'a service does not answer');
          // The proxy hands out its own view of a reply; what is sent is the same.
          unavailable(reply as unknown as FastifyReply, service);
        },
      },
    });
  }
  gateway.setNotFoundHandler((request, reply) =>
    answerProblem(request, reply, 'request.route_not_found'),
  );
}

function unavailable(reply: FastifyReply, service: string): void {
  void reply.header('retry-after', RETRY_AFTER_SECONDS);
  void answerProblem(reply.request, reply, 'neighbour.unavailable', { service });
}
