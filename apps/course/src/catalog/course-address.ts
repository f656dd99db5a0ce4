/**
 * The address of the page of a course on the public site.
 * @param pattern with `{slug}` in it; undefined when the platform has not said where its pages are
 */
export function coursePageUrl(pattern: string | undefined, slug: string): string | null {
  return pattern?.replaceAll('{slug}', () => encodeURIComponent(slug)) ?? null;
}
