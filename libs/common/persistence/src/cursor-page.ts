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

/** The page of a cursor list to read. */
interface Range<Column extends string> {
  /** The column that sorts the list; equal rows are sorted by id. */
  readonly by: Column;
  readonly order: 'asc' | 'desc';
  readonly limit: number;
  /** The end of the previous page; undefined at the beginning of the list. */
  readonly after: CursorPosition | undefined;
}

/** An entity with an id and the sort column. An index over the filter, the column and the id makes each page cheap. */
type Listed<Column extends string> = { readonly id: string } & Readonly<
  Record<Column, Date | number | string>
>;

/**
 * Reads a page of a cursor list. Rows that are added or removed between two pages neither repeat nor hide others,
 * because the page starts at a position and not after a number of rows.
 */
export async function findCursorPage<Column extends string, T extends Listed<Column>>(
  em: EntityManager,
  entity: EntityClass<T>,
  filter: ObjectQuery<NoInfer<T>>,
  { by, order, limit, after }: Range<Column>,
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
 * The filter for rows after a position. In PostgreSQL a row comparison, which starts in the index, unlike the
 * equivalent with "or". MongoDB supports only the latter.
 */
function beyond(
  em: EntityManager,
  entity: EntityClass<object>,
  range: { by: string; order: 'asc' | 'desc'; position: CursorPosition },
): object {
  const [value = '', id] = range.position;
  const { by } = range;
  const property = em.getMetadata(entity).props.find(({ name }) => name === by);
  const boundary = property?.runtimeType === 'Date' ? new Date(value) : value;
  if (isMongo(em)) {
    const further = range.order === 'asc' ? '$gt' : '$lt';
    return {
      $or: [{ [by]: { [further]: boundary } }, { [by]: boundary, id: { [further]: String(id) } }],
    };
  }
  const column = property?.fieldNames[0];
  const further = range.order === 'asc' ? '>' : '<';
  const comparison = raw(
    (alias: string) => `("${alias}"."${column}", "${alias}"."id") ${further} (?, ?)`,
    [boundary, String(id)],
  );
  return { [comparison]: [] };
}

function toPosition(value: Date | number | string): string | number {
  return value instanceof Date ? value.toISOString() : value;
}
