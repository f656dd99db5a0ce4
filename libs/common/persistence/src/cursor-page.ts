import {
  type EntityClass,
  type EntityManager,
  type ObjectQuery,
  type QueryOrderMap,
  raw,
} from '@mikro-orm/core';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { isMongo } from './drivers';

/** Which stretch of a cursor list is read. */
interface Stretch<Column extends string> {
  /** The column that sorts the list; rows that are equal in it are sorted by id. */
  readonly by: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** Where the stretch before ended; absent at the beginning of the list. */
  readonly after: CursorPosition | undefined;
}

/** What can be listed by a column: an index over the filter, the column and the id makes each stretch cheap. */
type Listed<Column extends string> = { readonly id: string } & Readonly<
  Record<Column, Date | number | string>
>;

/**
 * Reads one stretch of a list that grows without bound. Rows that come or go meanwhile neither repeat nor hide
 * others, because the stretch begins after a position and not after a number of rows.
 */
export async function findCursorPage<Column extends string, T extends Listed<Column>>(
  em: EntityManager,
  entity: EntityClass<T>,
  filter: ObjectQuery<NoInfer<T>>,
  { by, order, limit, after }: Stretch<Column>,
): Promise<CursorPage<T>> {
  const where = {
    ...filter,
    ...(after ? beyond(em, entity, { by, order, position: after }) : {}),
  } as ObjectQuery<T>;
  const orderBy = { [by]: order, id: order } as QueryOrderMap<T>;
  const rows = await em.find(entity, where, { orderBy, limit: limit + 1 });
  return cursorPageOf(rows, limit, (row) => [toPosition(row[by]), row.id]);
}

/**
 * What comes after a position. In PostgreSQL a comparison of rows, whose beginning it finds in the index, which it does
 * not for the same said with "or"; MongoDB has only the latter.
 */
function beyond(
  em: EntityManager,
  entity: EntityClass<object>,
  stretch: { by: string; order: 'asc' | 'desc'; position: CursorPosition },
): object {
  const [value = '', id] = stretch.position;
  const { by } = stretch;
  const property = em.getMetadata(entity).props.find(({ name }) => name === by);
  const boundary = property?.runtimeType === 'Date' ? new Date(value) : value;
  if (isMongo(em)) {
    const further = stretch.order === 'asc' ? '$gt' : '$lt';
    return {
      $or: [{ [by]: { [further]: boundary } }, { [by]: boundary, id: { [further]: String(id) } }],
    };
  }
  const column = property?.fieldNames[0];
  const further = stretch.order === 'asc' ? '>' : '<';
  const comparison = raw(
    (alias: string) => `("${alias}"."${column}", "${alias}"."id") ${further} (?, ?)`,
    [boundary, String(id)],
  );
  return { [comparison]: [] };
}

function toPosition(value: Date | number | string): string | number {
  return value instanceof Date ? value.toISOString() : value;
}
