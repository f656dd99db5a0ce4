import { type ContextKey, RequestContext, contextKey } from '@course-plateform/common/kernel';
import type { Permission, Role } from '@course-plateform/types/platform';

/** The sender of the request, by the claims of the verified access token. */
export interface Caller {
  readonly userId: string;
  /** The session the token was issued in; it ends with a logout. */
  readonly sessionId: string;
  readonly role: Role;
  /** The version of the role; a token with an outdated version is rejected. */
  readonly roleVersion: number;
  readonly permissions: ReadonlySet<Permission>;
  /** The access token itself, which is forwarded to upstream services on behalf of the caller. */
  readonly token: string;
}

/** The caller of the current request or message; set by the guard, absent for anonymous callers. */
export const CALLER: ContextKey<Caller> = contextKey('caller');

/** The caller of the current request; undefined when it is anonymous or outside of any request. */
export function currentCaller(): Caller | undefined {
  return RequestContext.get(CALLER);
}
