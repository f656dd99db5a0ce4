import type { Class, DomainError } from '@course-plateform/common/kernel';
import type { Permission } from '@course-plateform/types/platform';
import type { Caller } from './caller';

/** A caller, or a user on whose behalf the service acts without one. */
export type OwnershipClaim = Pick<Caller, 'userId'> & Partial<Pick<Caller, 'permissions'>>;

type IdField<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

/** How the owner of a resource is determined. */
export interface Ownership<T> {
  /** The field that holds the id of the owner. */
  readonly owner: IdField<T>;
  /** A permission that allows access to resources of others. */
  readonly orWith?: Permission;
  /** Whether another user may do the same, such as a member of a team. */
  readonly orIf?: (found: T, userId: string) => boolean;
}

/** Whether a caller owns a resource or has a permission for those of others. Anonymous callers own nothing. */
export function owns<T extends object>(
  caller: OwnershipClaim | undefined,
  found: T,
  { owner, orWith, orIf }: Ownership<T>,
): boolean {
  if (!caller) return false;
  const { userId, permissions } = caller;
  if (found[owner] === userId) return true;
  return (orWith !== undefined && permissions?.has(orWith)) || orIf?.(found, userId) || false;
}

/**
 * Returns a resource if the caller may access it. All access to owned resources is decided here, because a missing
 * resource and one of another user must get the same response.
 * @param rule who owns it, and the error for both cases
 * @example ownedBy(caller, await this.quotes.find(id), { owner: 'buyerId', notFound: QuoteNotFound })
 */
export function ownedBy<T extends object>(
  caller: OwnershipClaim | undefined,
  found: T | null | undefined,
  rule: Ownership<T> & { readonly notFound: Class<DomainError> },
): T {
  if (!found || !owns(caller, found, rule)) throw new rule.notFound();
  return found;
}
