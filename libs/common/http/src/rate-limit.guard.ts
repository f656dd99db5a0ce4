import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { GraphQLResolveInfo } from 'graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { currentCaller } from '@course-plateform/common/auth';
import { type ClientNetwork, clientAddress, clientNetworks } from './client-network';
import { RateLimitExceeded } from './errors';
import { type RateLimitClass, declaredRateLimit, usualRateLimit } from './rate-limit';
import { RateLimiter, type RateLimitState } from './rate-limiter';

/**
 * Counts each HTTP request and each GraphQL operation, after authentication and before any work. Sets `RateLimit` and
 * `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10).
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(private readonly limiter: RateLimiter) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // Requests of other services belong to a request that was already counted.
    if (context.getType() === 'rpc') return true;
    const limit = classOf(context);
    // Without a limit there is nothing to identify or await.
    if (limit === 'none' || !this.limiter.limits(limit)) return true;
    return this.admit(limit, replyOf(context));
  }

  private async admit(limit: RateLimitClass, reply: FastifyReply): Promise<boolean> {
    for (const { name, share } of countedAs(reply.request)) {
      const state = await this.limiter.count(limit, name, share);
      // Report the client's own state first, and that of its site if it is over the limit.
      if (state.exceeded || share === 1) describe(reply, limit, state);
      if (state.exceeded) throw new RateLimitExceeded({ retryAfter: state.reset });
    }
    return true;
  }
}

/** The user, or the networks of an anonymous client. */
function countedAs(request: FastifyRequest): readonly ClientNetwork[] {
  const caller = currentCaller();
  if (caller) return [{ name: `user:${caller.userId}`, share: 1 }];
  return clientNetworks(clientAddress(request)).map(({ name, share }) => ({
    name: `network:${name}`,
    share,
  }));
}

function classOf(context: ExecutionContext): RateLimitClass | 'none' {
  const declared = declaredRateLimit(context.getHandler());
  if (declared) return declared;
  if (!isGraphql(context)) return usualRateLimit(replyOf(context).request.method);
  const { operation } = context.getArgByIndex<GraphQLResolveInfo>(3).operation;
  return operation === 'query' ? 'read' : 'write';
}

/** In GraphQL, Mercurius passes the reply in the third argument of a resolver. */
function replyOf(context: ExecutionContext): FastifyReply {
  return isGraphql(context)
    ? context.getArgByIndex<{ reply: FastifyReply }>(2).reply
    : context.switchToHttp().getResponse<FastifyReply>();
}

function isGraphql(context: ExecutionContext): boolean {
  return context.getType<string>() === 'graphql';
}

function describe(reply: FastifyReply, name: string, state: RateLimitState): void {
  void reply.header('ratelimit-policy', `"${name}";q=${state.limit};w=${state.window}`);
  void reply.header('ratelimit', `"${name}";r=${state.remaining};t=${state.reset}`);
}
