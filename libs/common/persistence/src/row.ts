import type { EntityClass, EntityKey, EntityManager } from '@mikro-orm/core';

type OrText<Value> = Value extends Date ? Date | string : Value;

/** Some fields of an entity or of a row, in whose JSON timestamps are strings. */
export type RowOf<T, Field extends keyof T> = { readonly [F in Field]: OrText<T[F]> };

/** An entity as MongoDB stores it, without the given fields. */
export type DocumentOf<T extends { readonly id: unknown }, LeftOut extends keyof T = never> = {
  readonly _id: T['id'];
} & { readonly [F in Exclude<EntityKey<T>, 'id' | LeftOut> & keyof T]: T[F] };

/**
 * The select list for some fields of an entity: `o."quote_id" as "quoteId"`. Store it in a constant, so that the
 * statement always has the same text.
 * @param alias of the table in the statement
 */
export function columnsOf<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  fields: readonly (keyof T & string)[],
  alias: string,
): string {
  return fields
    .map((field) => `${columnOf(em, entity, field, alias)} as ${quoted(field)}`)
    .join(', ');
}

/**
 * The same as one JSON column. It keeps bigints as numbers, which the driver returns as strings, and has strings for
 * timestamps.
 */
export function jsonOf<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  fields: readonly (keyof T & string)[],
  alias: string,
): string {
  const pairs = fields.map((field) => `'${field}', ${columnOf(em, entity, field, alias)}`);
  return `json_build_object(${pairs.join(', ')})`;
}

/** @throws Error for a property without a column of its own */
function columnOf<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
  field: keyof T & string,
  alias: string,
): string {
  const { className, properties } = em.getMetadata().get(entity);
  const property = properties[field as EntityKey<T>];
  const columns = property?.fieldNames ?? [];
  const [column] = columns;
  if (column === undefined || columns.length > 1 || property?.persist === false) {
    throw new Error(`${className}.${field} is not one column`);
  }
  return `${alias}.${quoted(column)}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
