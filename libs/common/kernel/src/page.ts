/** A page of a numbered list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Counted up to `NUMBERED_ITEMS_MAX`. */
  readonly totalItems: number;
}

/** The page of a numbered list that a caller requests. */
export interface PageRequest {
  /** From 1. */
  readonly page: number;
  /** Items on a page, 1–100. */
  readonly limit: number;
}

/**
 * How many items of a numbered list are counted and can be reached. Passing over rows and counting them costs as much
 * as there are, so a list of any size is searched by filters or read by a cursor beyond that.
 */
export const NUMBERED_ITEMS_MAX = 10_000;

/** The rows a numbered page consists of: none beyond what can be reached. */
export function rowsOfPage({ page, limit }: PageRequest): { offset: number; limit: number } {
  const offset = Math.min((page - 1) * limit, NUMBERED_ITEMS_MAX);
  return { offset, limit: Math.min(limit, NUMBERED_ITEMS_MAX - offset) };
}

/** Where a numbered page stands in its list. */
export interface Pagination {
  readonly totalItems: number;
  readonly currentPage: number;
  readonly totalPages: number;
}

/** A page of a list that grows without bound. */
export interface CursorPage<T> {
  readonly items: readonly T[];
  /** The position after the last item, absent at the end of the list. */
  readonly next?: CursorPosition;
}

/** The sort values and id of the last item of a page. */
export type CursorPosition = readonly (string | number)[];

/** The `pagination` member of a response. */
export function paginationOf(page: Page<unknown>, request: PageRequest): Pagination {
  return {
    totalItems: page.totalItems,
    currentPage: request.page,
    totalPages: Math.ceil(page.totalItems / request.limit),
  };
}

/**
 * Builds a page from rows that were read with `limit + 1`: the extra row shows that there is a next page.
 * @param position the sort values and id of a row
 */
export function cursorPageOf<T>(
  rows: readonly T[],
  limit: number,
  position: (row: T) => CursorPosition,
): CursorPage<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: position(last) } : { items };
}
