/** What a reader sees nothing of: white space, controls, format marks, fillers, and the empty Braille pattern. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether a text holds something that a reader sees. Zero-width spaces, soft hyphens and Hangul fillers are nothing
 * (Unicode: Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
 */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** Whether a text can be stored everywhere: well-formed Unicode (no lone surrogates), and no NUL, which PostgreSQL refuses. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** The beginning of a text. @param longest in UTF-16 units; a character that would be cut in half is left out */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
