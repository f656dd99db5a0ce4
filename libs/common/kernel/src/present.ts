/**
 * Asserts that a value is present where its type says that it may be missing.
 * @param what it is, for the error message: `the owner of a subject`
 * @throws Error when it is missing, which is a bug
 */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`Missing: ${what}`);
  return value;
}
