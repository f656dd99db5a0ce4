import type { Class, DomainError } from '@course-plateform/common/kernel';
import type { Permission } from '@course-plateform/types/platform';
import type { Caller } from './caller';

/** Who wants to use something: a caller, or a user on whose behalf something is done without one. */
export type OwnershipClaim = Pick<Caller, 'userId'> & Partial<Pick<Caller, 'permissions'>>;

type IdField<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

/** To whom things of one kind belong. */
export interface Ownership<T> {
  /** The field that holds the id of the owner. */
  readonly owner: IdField<T>;
  /** Who has it may use what belongs to others as well. */
  readonly orWith?: Permission;
}

/** Whether something belongs to the caller, or is open to the caller by a permission; nothing belongs to nobody. */
export function owns<T extends object>(
  caller: OwnershipClaim | undefined,
  found: T,
  { owner, orWith }: Ownership<T>,
): boolean {
  if (!caller) return false;
  const overrules = orWith !== undefined && caller.permissions?.has(orWith) === true;
  return found[owner] === caller.userId || overrules;
}

/**
 * What was found, if the caller may use it. The one place that decides so, because what is absent and what belongs to
 * somebody else have to get the same response.
 * @param rule the error both get, without a word about this case
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
