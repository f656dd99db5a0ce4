import { isId, newId } from './ids';

/** The longest slug, in UTF-16 units of its decomposed form (NFD), which has to fit into an address as well. */
export const SLUG_MAX = 120;

/** Latin letters that are no base letter with marks, as CLDR's transform "Latin-ASCII" writes them. */
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

/** How a slug is made for one kind of resource. */
export interface SlugRules {
  /** What a slug is called after when the name gives none, such as `course`. */
  readonly kind: string;
  /** Segments that are routes of their own where the slug would stand. */
  readonly reserved?: readonly string[];
  /** In UTF-16 units of the decomposed form. */
  readonly max?: number;
}

/**
 * The part of an address that names something: lower-case words of any script, joined by hyphens, in NFC.
 *
 * - Compatibility forms become plain ones (NFKC, Unicode Annex 15): full-width letters, ligatures.
 * - Marks are taken from Latin letters only. In Hindi, Japanese or Cyrillic they make other letters, so they stay.
 * - It is cut between grapheme clusters (Unicode Annex 29), so that no character is broken.
 *
 * @param max in UTF-16 units of the decomposed form
 * @returns an empty text when the name has neither letter nor digit
 */
export function slugOf(name: string, max = SLUG_MAX): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/(\p{Script=Latin})\p{Mark}+/gu, '$1')
    .normalize('NFC')
    .replace(SPECIAL_LATIN, (letter) => LATIN[letter] ?? letter)
    // What selects how a character looks, joins it or encloses it is no part of a word.
    .replace(/[\p{Variation_Selector}\p{Enclosing_Mark}\u200D\u00AD]/gu, '')
    .replace(/(?<![\p{Letter}\p{Number}\p{Mark}])\p{Mark}+/gu, '')
    .replace(/[^\p{Letter}\p{Number}\p{Mark}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return cut(words, max).replace(/-+$/, '');
}

/**
 * A slug for something new: never empty, never the segment of a route, never what could be an id.
 * @returns what others may have as well; `otherSlug` makes it one that nobody has
 */
export function newSlug(name: string, { kind, reserved = [], max = SLUG_MAX }: SlugRules): string {
  const slug = slugOf(name, max);
  if (slug === '') return otherSlug(kind, max);
  return isTaken(slug, reserved) ? `${kind}-${slug}` : slug;
}

/** The same slug with a tail that nobody else has. */
export function otherSlug(slug: string, max = SLUG_MAX): string {
  const tail = newId().slice(-8);
  return `${cut(slug, max - tail.length - 1).replace(/-+$/, '')}-${tail}`;
}

/** Whether somebody may choose a text as a slug: it is its own slug, and addresses nothing else. */
export function isSlug(text: string, reserved: readonly string[] = []): boolean {
  return text !== '' && slugOf(text) === text && !isTaken(text, reserved);
}

/**
 * The forms in which the slug of an address may be stored: keyboards and systems write composed or decomposed
 * characters, and slugs used to be kept decomposed.
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

/** In the longest form that it may be typed in. */
function lengthOf(text: string): number {
  return text.normalize('NFD').length;
}
