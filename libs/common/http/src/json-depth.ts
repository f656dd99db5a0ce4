/** The maximum nesting of objects and lists: more than any of our bodies has, and few enough to traverse. */
export const DEEPEST_BODY = 32;

/** Whether objects and lists are nested more than some levels deep. */
export function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
