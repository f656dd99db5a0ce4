import { RawQueryFragment, Utils, isRaw } from '@mikro-orm/core';
import { StatementTexts } from './statement-texts';

/** A statement with numbered placeholders (`$1`) and their values. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The statement texts of this process. */
export const TEXTS = new StatementTexts();

/**
 * @param query with `?` for each value, as the ORM writes it; a list is expanded to its values, separated by commas
 * @returns undefined when there are no values
 * @throws Error when a value cannot be bound: the ORM would write all values into the text
 */
export function boundStatement(query: unknown, params: unknown = []): BoundStatement | undefined {
  if (typeof query !== 'string' || !Array.isArray(params)) throw unbound(query);
  if (params.length === 0) return undefined;
  const given = params.map((value: unknown) => (Array.isArray(value) ? listOf(value) : value));
  const fragments = new Map<number, RawQueryFragment>();
  for (const [index, value] of given.entries()) if (isRaw(value)) fragments.set(index, value);
  const values = given.flatMap((value) => (isRaw(value) ? value.params : [value]));
  const text = values.every(isBindable) ? TEXTS.bound(query, given.length, fragments) : undefined;
  if (text === undefined) throw unbound(query);
  return { text, values: values.map(boundOf) };
}

/** Expands a list as the ORM does, also a list of lists. */
function listOf(list: readonly unknown[]): RawQueryFragment {
  const values = list.flat(Infinity);
  return new RawQueryFragment(values.map(() => '?').join(', '), values);
}

function unbound(query: unknown): Error {
  return new Error(`A value cannot be bound in: ${typeof query === 'string' ? query : '…'}`);
}

function isBindable(value: unknown): boolean {
  if (value === null || value instanceof Date || Utils.isPlainObject(value)) return true;
  if (ArrayBuffer.isView(value)) return true;
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function boundOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Utils.isPlainObject(value) ? JSON.stringify(value) : value;
}
