// What the made rows have in common: row number i of each table has an id and a time that grow with i.

/** When row 0 was made; rows follow each other at this distance, so that a million are about a year. */
export const FIRST_MS = Date.UTC(2026, 0, 1);
export const STEP_MS = 30_000;

/** One row in so many belongs to the owner whose lists are measured; the others have about ten rows each. */
export const HOT_SHARE = 5;

/** The first digit of an id tells what it names. */
export const Kind = { row: 1, owner: 2, other: 3 } as const;

/** The id of row `i`: a UUIDv7 of the row's time. */
export function idOf(kind: number, i: number): string {
  const time = (FIRST_MS + i * STEP_MS).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${String(kind).repeat(3)}-8000-${i.toString(16).padStart(12, '0')}`;
}

export function timeOf(i: number): Date {
  return new Date(FIRST_MS + i * STEP_MS);
}

/** The same two as functions of PostgreSQL. */
export const SQL_FUNCTIONS = `
  create function pg_temp.time_of(i bigint) returns timestamptz language sql immutable as
    $$ select to_timestamp((${FIRST_MS} + i * ${STEP_MS}) / 1000) $$;
  create function pg_temp.id_of(kind int, i bigint) returns uuid language sql immutable as
    $$ select (lpad(to_hex(${FIRST_MS} + i * ${STEP_MS}), 12, '0') || '7' || repeat(kind::text, 3) || '8000' ||
      lpad(to_hex(i), 12, '0'))::uuid $$;
`;
