/** What a store tells about one statement of a service. */
export interface Statement {
  readonly text: string;
  readonly indexes: readonly string[];
  /** Rows read without an index. */
  readonly scanned: number;
  /** Rows that were sorted in memory. */
  readonly sorted: number;
  /** Rows, or entries of an index where there are more of those, that were looked at. */
  readonly examined: number;
  readonly returned: number;
  /** Whether it counts rows rather than returning them. */
  readonly total: boolean;
}

/** The most rows that a numbered list may pass over or count, which is as deep as such a list can be read. */
const WINDOW = 10_000;
/** An order needs no index when it is over a few pages' rows, and a filter may leave some of what is read. */
const PAGES = 20;

/** What is wrong with a statement of a list; nothing when it is as it should be. */
export function faultsOf(
  statement: Statement,
  list: { limit: number; numbered: boolean },
): string[] {
  const few = list.limit * PAGES;
  const allowed = list.numbered || statement.total ? WINDOW + few : few;
  return [
    ...(statement.scanned > few ? [`reads ${statement.scanned} rows without an index`] : []),
    ...(statement.sorted > few ? [`sorts ${statement.sorted} rows in memory`] : []),
    ...(statement.examined > allowed
      ? [
          `looks at ${statement.examined} rows to ${statement.total ? 'count' : 'return'} ${statement.returned}`,
        ]
      : []),
  ];
}
