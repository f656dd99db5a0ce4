/**
 * A value that cannot be missing where it is asked for, though its type says so.
 * @param what it is, for the failure: `the owner of a subject`
 * @throws Error when it is missing after all: a mistake of ours, which must not go on as an empty text
 */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`);
  return value;
}
