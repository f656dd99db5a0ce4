import type { Account } from './account.mts';
import { invalid } from './api-error.mts';
import type { StoredObject } from './objects.mts';
import { type Params, integerIn, listIn, objectIn, requiredText, textIn } from './params.mts';

/** A page of objects, newest first. Source: https://docs.stripe.com/api/pagination */
export function listOf<T extends StoredObject>(
  objects: readonly T[],
  params: Params,
  filters: readonly (keyof T & string)[],
  url: string,
): object {
  const created = objectIn(params, 'created') ?? {};
  const found = objects.filter(
    (object) =>
      filters.every((name) => isAsWanted(object[name], textIn(params, name))) &&
      isWithin('created' in object ? object.created : 0, created),
  );
  const limit = integerIn(params, 'limit') ?? 10;
  if (limit < 1 || limit > 100)
    throw invalid('Limit must be between 1 and 100.', { param: 'limit' });
  const after = textIn(params, 'starting_after');
  const before = textIn(params, 'ending_before');
  const from = after === null ? 0 : found.findIndex(({ id }) => id === after) + 1;
  const to = before === null ? found.length : found.findIndex(({ id }) => id === before);
  const rest = found.slice(from, to);
  const data = before === null ? rest.slice(0, limit) : rest.slice(-limit);
  return { object: 'list', data, has_more: rest.length > data.length, url };
}

/** Objects whose metadata has all the values of a query such as `metadata['order']:'1' AND metadata["n"]:"2"`. */
export function search<T extends StoredObject & { metadata: unknown }>(
  objects: readonly T[],
  params: Params,
  url: string,
): object {
  const clauses = requiredText(params, 'query')
    .split(' AND ')
    .map((clause) => /^metadata\[["'](\w+)["']\]:["']([^"']*)["']$/.exec(clause.trim()));
  if (clauses.includes(null)) {
    throw invalid('This stand-in searches by metadata only.', { param: 'query' });
  }
  const data = objects.filter(({ metadata }) =>
    clauses.every((clause) => {
      const values = (metadata ?? {}) as Readonly<Record<string, string>>;
      return clause !== null && values[clause[1] ?? ''] === clause[2];
    }),
  );
  return { object: 'search_result', data, has_more: false, next_page: null, url };
}

/** Puts objects in the place of the ids that `expand` names. Source: https://docs.stripe.com/api/expanding_objects */
export function expanded(account: Account, body: object, params: Params): object {
  const paths = listIn(params, 'expand').map(String);
  const copy = structuredClone(body);
  for (const path of paths) expandAt(account, copy, path.split('.'));
  return copy;
}

function expandAt(account: Account, value: unknown, [name, ...rest]: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const item of value) expandAt(account, item, [name ?? '', ...rest]);
    return;
  }
  if (typeof value !== 'object' || value === null || name === undefined) return;
  const holder = value as Record<string, unknown>;
  const member = holder[name];
  if (member === undefined) {
    throw invalid(`This property cannot be expanded (${name}).`, { param: 'expand' });
  }
  const object = typeof member === 'string' ? account.find(member) : undefined;
  if (object) holder[name] = structuredClone(object);
  expandAt(account, holder[name], rest);
}

function isAsWanted(value: unknown, wanted: string | null): boolean {
  return wanted === null || value === wanted;
}

function isWithin(created: number, range: Params): boolean {
  const bound = (name: string): number | null => integerIn(range, name);
  return (
    created >= (bound('gte') ?? 0) &&
    created > (bound('gt') ?? -1) &&
    created <= (bound('lte') ?? Infinity) &&
    created < (bound('lt') ?? Infinity)
  );
}
