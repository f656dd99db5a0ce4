import { isId, newId } from './ids';

/** The maximum length of a slug, in UTF-16 units of its decomposed form (NFD), which has to fit into a URL too. */
export const SLUG_MAX = 120;

/** Latin letters that do not decompose into a base letter and marks, as CLDR's transform "Latin-ASCII" writes them. */
const LATIN: Readonly<Record<string, string>> = {
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'q',
  ł: 'l',
  ŋ: 'n',
  ß: 'ss',
  þ: 'th',
  ŧ: 't',
};
const SPECIAL_LATIN = new RegExp(`[${Object.keys(LATIN).join('')}]`, 'g');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How slugs are generated for one kind of resource. */
export interface SlugRules {
  /** The prefix of a slug when the name has neither letters nor digits, such as `course`. */
  readonly kind: string;
  /** Path segments that are taken by routes. */
  readonly reserved?: readonly string[];
  /** In UTF-16 units of the decomposed form. */
  readonly max?: number;
}

/**
 * A slug, the readable part of a URL: lower-case words of any script, joined by hyphens, in NFC.
 *
 * - Compatibility forms become plain ones (NFKC, Unicode Annex 15): full-width letters, ligatures.
 * - Marks are removed from Latin letters only. In Hindi, Japanese or Cyrillic they make other letters, so they stay.
 * - It is cut between grapheme clusters (Unicode Annex 29), so that no character is broken.
 *
 * @param max in UTF-16 units of the decomposed form
 * @returns an empty string when the name has neither letters nor digits
 */
export function slugOf(name: string, max = SLUG_MAX): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mark}+/gu, '$1')
    .normalize('NFC')
    .replace(SPECIAL_LATIN, (letter) => LATIN[letter] ?? letter)
    // Variation selectors, joiners and enclosing marks are not part of a word.
    .replace(/[\p{Variation_Selector}\p{Enclosing_Mark}\u200D\u00AD]/gu, '')
    .replace(/(?<![\p{Letter}\p{Number}\p{Mark}])\p{Mark}+/gu, '')
    .replace(/[^\p{Letter}\p{Number}\p{Mark}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return cut(words, max).replace(/-+$/, '');
}

/**
 * A slug for something new: never empty, never a path segment of a route, never a valid id.
 * @returns a slug that may be taken already; `otherSlug` makes it unique
 */
export function newSlug(name: string, { kind, reserved = [], max = SLUG_MAX }: SlugRules): string {
  const slug = slugOf(name, max);
  if (slug === '') return otherSlug(kind, max);
  return isTaken(slug, reserved) ? `${kind}-${slug}` : slug;
}

/** The same slug with a unique suffix. */
export function otherSlug(slug: string, max = SLUG_MAX): string {
  const tail = newId().slice(-8);
  return `${cut(slug, max - tail.length - 1).replace(/-+$/, '')}-${tail}`;
}

/** Whether a user may choose a string as a slug: it is normalized, and neither reserved nor an id. */
export function isSlug(text: string, reserved: readonly string[] = []): boolean {
  return text !== '' && slugOf(text) === text && !isTaken(text, reserved);
}

/**
 * The Unicode forms in which a slug may be stored: clients send composed or decomposed characters, and earlier versions
 * stored slugs decomposed.
 */
export function slugForms(address: string): string[] {
  const forms = [address, ...['NFC', 'NFD', 'NFKD'].map((form) => address.normalize(form))];
  return [...new Set(forms)];
}

function isTaken(slug: string, reserved: readonly string[]): boolean {
  return reserved.includes(slug) || isId(slug);
}

function cut(text: string, max: number): string {
  if (lengthOf(text) <= max) return text;
  let [whole, length] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    length += lengthOf(segment);
    if (length > max) break;
    whole += segment;
  }
  return whole;
}

/** The length of its decomposed form, the longest one. */
function lengthOf(text: string): number {
  return text.normalize('NFD').length;
}
