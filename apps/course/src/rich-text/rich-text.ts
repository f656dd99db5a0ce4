import { Parser } from 'htmlparser2';
import sanitize from 'sanitize-html';
import { HtmlTooDeep } from './rich-text.errors';

const INLINE_TAGS = ['strong', 'em', 'u', 's', 'code', 'a'];
const BLOCK_TAGS = [
  'p',
  'br',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'pre',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'hr',
];

const ALLOWED = {
  allowedTags: [...BLOCK_TAGS, ...INLINE_TAGS],
  allowedAttributes: { a: ['href', 'title'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  disallowedTagsMode: 'discard' as const,
};

/** Elements in each other: more than any text needs. Parsers look through all that are open for each one that ends. */
const DEEPEST_HTML = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * HTML without anything that runs, loads or styles: cleaned when it is written, so that every reader is safe.
 * @throws HtmlTooDeep
 */
export function cleanHtml(html: string): string {
  assertShallow(html);
  return sanitize(html, ALLOWED).trim();
}

/**
 * The bare text of cleaned HTML, for measuring and searching: entities are decoded, and what stands in different blocks
 * stays apart.
 */
export function plainText(html: string): string {
  const parts: string[] = [];
  const boundary = (tag: string): void => {
    if (!INLINE_TAGS.includes(tag)) parts.push(' ');
  };
  const parser = new Parser({
    ontext: (text) => parts.push(text),
    onopentagname: boundary,
    onclosetag: boundary,
  });
  parser.end(html);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/**
 * How many characters of a text can be seen, counted as users do (grapheme clusters, Unicode Annex 29).
 * @param enough where counting ends
 */
export function visibleLength(text: string, enough: number): number {
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (length >= enough) break;
    if (!/^[\p{Default_Ignorable_Code_Point}\u2800]*$/u.test(segment)) length += 1;
  }
  return length;
}

/** Stops at the first element that is too deep, so that the work is in proportion to the text. @throws HtmlTooDeep */
function assertShallow(html: string): void {
  let depth = 0;
  const parser = new Parser({
    onopentagname: () => {
      depth += 1;
      if (depth > DEEPEST_HTML) throw new HtmlTooDeep({ params: { max: DEEPEST_HTML } });
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  parser.end(html);
}
