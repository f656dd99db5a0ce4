import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { RequestContext, ACTOR, CALLER_TOKEN } from '@course-plateform/common/kernel';
import { permissionsOf } from '@course-plateform/types/platform';
import {
  EmailUnverified,
  Forbidden,
  TokenExpired,
  TokenInvalid,
  TokenMissing,
} from './auth.errors';
import { CALLER, type Caller } from './caller';
import { EndedSessions } from './ended-sessions';
import { type Policy, policyOf } from './policy';
import { RoleVersions } from './role-versions';
import { TokenVerifier } from './token-verifier';

interface HeadersHolder {
  readonly headers: { readonly authorization?: string };
}

/**
 * The guard of all HTTP routes, NATS handlers and GraphQL operations. It rejects every call to a handler without a
 * policy, and decides synchronously for tokens that it has verified before.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly policies = new WeakMap<object, Policy>();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly endedSessions: EndedSessions,
    private readonly roleVersions: RoleVersions,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const policy = this.policyFor(context);
    if (policy.kind === 'internal') return context.getType() === 'rpc';
    if (policy.kind === 'public' && policy.ignoresToken) return true;
    const token = tokenOf(context);
    if (token === undefined) {
      if (policy.kind === 'public') return true;
      throw new TokenMissing();
    }
    const known = this.verifier.known(token);
    if (known) return this.admit(known, policy);
    return this.verifier.verify(token).then((caller) => this.admit(caller, policy));
  }

  private policyFor(context: ExecutionContext): Policy {
    const handler = context.getHandler();
    const known = this.policies.get(handler);
    if (known) return known;
    const declared = policyOf(handler, context.getClass());
    // `assertPolicies` fails at the start for such a handler; deny access should one get past it.
    if (!declared) throw new Error(`${context.getClass().name}.${handler.name} has no policy`);
    this.policies.set(handler, declared);
    return declared;
  }

  private admit(caller: Caller, policy: Policy): true {
    // "Expired" makes clients refresh. They then learn that the session has ended, or get the new role.
    if (this.endedSessions.has(caller.sessionId)) throw new TokenExpired();
    if (this.roleVersions.hasOutdated(caller)) throw new TokenExpired();
    RequestContext.current()
      ?.set(CALLER, caller)
      .set(CALLER_TOKEN, caller.token)
      .set(ACTOR, caller.userId);
    if (policy.kind !== 'signed-in' || policy.permission === undefined) return true;
    if (caller.permissions.has(policy.permission)) return true;
    if (permissionsOf(caller.role).includes(policy.permission)) throw new EmailUnverified();
    throw new Forbidden({ params: { permission: policy.permission } });
  }
}

function tokenOf(context: ExecutionContext): string | undefined {
  if (context.getType() === 'rpc') return RequestContext.get(CALLER_TOKEN);
  const header = requestOf(context).headers.authorization;
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(header)?.[1];
  if (token === undefined) throw new TokenInvalid();
  return token;
}

/** In GraphQL, Mercurius passes the request in the third argument of a resolver. */
function requestOf(context: ExecutionContext): HeadersHolder {
  if (context.getType<string>() !== 'graphql') return context.switchToHttp().getRequest();
  const { reply } = context.getArgByIndex<{ reply: { request: HeadersHolder } }>(2);
  return reply.request;
}
