/** What is printed for a character that cannot be. */
export const UNPRINTABLE = '\uFFFD';

/** Control characters, those for private use, and those that no version of Unicode has yet. */
const NEVER_PRINTED = /[\p{Co}\p{Cn}]/gu;
const CONTROL = /\p{Cc}+/gu;

/** A text in a form that fonts have: composed, on one line, without what no font shows. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(CONTROL, ' ')
    .replace(NEVER_PRINTED, UNPRINTABLE);
}

/** JSON in which all strings are printable. */
export function printableJson(data: unknown): string {
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  );
}
