import { FIRST_MS, Kind, STEP_MS, idOf, timeOf } from './made.mts';

type Position = readonly (string | number)[];

/** Where a cursor list is read besides its beginning, when there are `rows` rows. */
export type Positions = (rows: number) => { readonly deep: Position; readonly last: Position };

/** How many rows were made in a day. */
export const DAY_ROWS = 86_400_000 / STEP_MS;
/** Before the first row, so that everything has changed since. */
export const RECENTLY = new Date(FIRST_MS).toISOString();

export const newest: Positions = (rows) => ({
  deep: at(rows / 2),
  last: at(Math.min(DAY_ROWS, rows / 10)),
});
export const oldest: Positions = (rows) => ({
  deep: at(rows / 2),
  last: at(rows - Math.min(DAY_ROWS, rows / 10)),
});
export const byId: Positions = (rows) => ({
  deep: [at(rows / 2)[1]],
  last: [at(Math.min(DAY_ROWS, rows / 10))[1]],
});
export const byNumber: Positions = (rows) => ({
  deep: [String(Math.floor(rows / 2))],
  last: [String(Math.floor(rows / 10))],
});
/** Amid the many rows with five stars, and amid the few with one. */
export const byStars: Positions = (rows) => ({
  deep: [5, at(rows / 2)[1]],
  last: [1, at(rows / 10)[1]],
});
/** With the time since when such a reader reads. */
export const inFeed: Positions = (rows) => ({
  deep: [...at(rows / 2), RECENTLY],
  last: [...at(rows - Math.min(DAY_ROWS, rows / 10)), RECENTLY],
});

export const byName: Positions = (rows) => ({
  deep: [' ada 5', at(rows / 2)[1]],
  last: [' ada 9', at(rows / 10)[1]],
});

/** Row number `row` in the order of time. */
export function at(row: number): readonly [string, string] {
  const i = Math.floor(row);
  return [timeOf(i).toISOString(), idOf(Kind.row, i)];
}
