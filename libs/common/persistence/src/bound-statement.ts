import { type RawQueryFragment, Utils, isRaw } from '@mikro-orm/core';
import { StatementTexts } from './statement-texts';

/** A statement with numbered places (`$1`) and the values for them. */
export interface BoundStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The texts of this process. */
export const TEXTS = new StatementTexts();

/**
 * @param query with `?` for each value, as the ORM writes it
 * @returns undefined when one of them cannot be bound
 */
export function boundStatement(query: unknown, params: unknown): BoundStatement | undefined {
  if (typeof query !== 'string' || !Array.isArray(params)) return undefined;
  const given: readonly unknown[] = params;
  const fragments = new Map<number, RawQueryFragment>();
  for (const [index, value] of given.entries()) if (isRaw(value)) fragments.set(index, value);
  const values = given.flatMap((value) => (isRaw(value) ? value.params : [value]));
  if (!values.every(isBindable)) return undefined;
  const text = TEXTS.bound(query, given.length, fragments);
  return text === undefined ? undefined : { text, values: values.map(boundOf) };
}

function isBindable(value: unknown): boolean {
  if (value === null || value instanceof Date || Utils.isPlainObject(value)) return true;
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

function boundOf(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  return Utils.isPlainObject(value) ? JSON.stringify(value) : value;
}
