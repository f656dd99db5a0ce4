/** Hyphens, dashes and minus signs, as word processors and banks write them (U+2010–2015, U+2212 and their like). */
const DASHES = /[\p{Dash_Punctuation}\u2212]/gu;

/**
 * Normalizes a number, code or reference that a user typed or pasted, for comparison: in capitals, in compatibility
 * form (NFKC), with one kind of hyphen, and without white space or invisible characters.
 */
export function pastedCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(DASHES, '-')
    .toUpperCase();
}
