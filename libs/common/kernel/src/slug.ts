/**
 * The part of an address that names something: lower-case words of any script, joined by hyphens.
 * @returns an empty text when the name has neither letter nor digit
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120);
}
