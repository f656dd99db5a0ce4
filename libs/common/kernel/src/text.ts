/** Any visible character: not white space, a control, a format mark, a filler or the blank Braille pattern. */
const VISIBLE = /[^\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Whether a text has a visible character. Zero-width spaces, soft hyphens and Hangul fillers are invisible
 * (Unicode: Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point).
 */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** Whether every store accepts a text: no lone surrogates, and no NUL, which PostgreSQL rejects. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Truncates a text. @param longest in UTF-16 units; a surrogate pair is not split */
export function beginningOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '');
}
