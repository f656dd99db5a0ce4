import { type ContextKey, RequestContext, contextKey } from '@course-plateform/common/kernel';
import type { Permission, Role } from '@course-plateform/types/platform';

/** Who asks: what the verified access token says. */
export interface Caller {
  readonly userId: string;
  /** The session the token was issued in; it ends with a logout. */
  readonly sessionId: string;
  readonly role: Role;
  /** Which version of the role that is: a token of an older one than the present is refused. */
  readonly roleVersion: number;
  readonly permissions: ReadonlySet<Permission>;
  /** The access token itself, to be handed on to the services that are asked on behalf of the caller. */
  readonly token: string;
}

/** The caller of the request or message under way; set by the guard, absent for anonymous callers. */
export const CALLER: ContextKey<Caller> = contextKey('caller');

/** The caller of the request under way; undefined when it is anonymous or outside of any request. */
export function currentCaller(): Caller | undefined {
  return RequestContext.get(CALLER);
}
