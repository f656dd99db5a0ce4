import { foldText, searchWords } from '@course-plateform/common/kernel';

/** Letters that mean something behind a word: `C++` and `C#` are not `C`. */
const SIGNED = /[\p{L}\p{N}]+(?:\+\+|#)/gu;
const HAS_SIGN = /[+#]/;
const UNSPACED_CHARACTER =
  /^(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

/** No script without spaces has letters before these. */
const FIRST_UNSPACED = 0x0e00;

/** The last position that PostgreSQL keeps of a word. */
const POSITIONS_MAX = 16_383;
/** How many positions PostgreSQL keeps of one word. */
const POSITIONS_OF_WORD_MAX = 255;
/** The longest word that is indexed, in characters: what is longer is no word. */
const WORD_LENGTH_MAX = 64;
/** A gap between fields, so that no quotation reaches from one into the next. */
const FIELD_GAP = 5;

/** How many terms of a query are looked for; the rest of a long one is passed over. */
export const TERMS_MAX = 16;

export type Weight = 'A' | 'B' | 'C' | 'D';

/** A text of a document, and how much its words count. */
export interface WeightedText {
  readonly text: string;
  readonly weight: Weight;
}

interface Token {
  readonly text: string;
  readonly position: number;
  /** Whether it is one of the words that the vocabulary has, and no sign or part of a word. */
  readonly isWord: boolean;
}

/** What a document is found by. */
export interface IndexedWords {
  /** In the notation of PostgreSQL's `tsvector`. */
  readonly vector: string;
  /** Each word once, for corrections and prefixes. */
  readonly vocabulary: readonly string[];
}

/** One part of a query. */
export interface Term {
  /** Tokens that follow each other: one for a word. */
  readonly tokens: readonly string[];
  /** A single word may be the beginning of another one, or mistyped. */
  readonly isWord: boolean;
}

/** Compares whole titles: the folded text with single blanks. */
export function keyOf(text: string): string {
  return foldText(text).replace(/\s+/gu, ' ').trim();
}

/** The words of weighted texts with their positions. */
export function indexedWords(texts: readonly WeightedText[]): IndexedWords {
  const places = new Map<string, string[]>();
  const vocabulary = new Set<string>();
  let start = 1;
  for (const { text, weight } of texts) {
    const tokens = tokensOf(text);
    for (const token of tokens) {
      if (token.text.length > WORD_LENGTH_MAX) continue;
      const at = places.get(token.text) ?? [];
      if (at.length < POSITIONS_OF_WORD_MAX) {
        at.push(`${Math.min(start + token.position, POSITIONS_MAX)}${weight}`);
      }
      places.set(token.text, at);
      if (token.isWord) vocabulary.add(token.text);
    }
    start += (tokens.at(-1)?.position ?? 0) + FIELD_GAP;
  }
  const vector = [...places].map(([word, at]) => `${quoted(word)}:${at.join(',')}`).join(' ');
  return { vector, vocabulary: [...vocabulary].sort() };
}

/** The terms of a query: words, words in quotes, and runs of a script without spaces. */
export function termsOf(query: string): Term[] {
  const terms: Term[] = [];
  for (const [, inQuotes, rest] of query.matchAll(/["“”„«]([^"“”„»]*)["“”»]?|([^"“”„«]+)/gu)) {
    if (inQuotes !== undefined) add(terms, quotedOf(inQuotes));
    else for (const part of (rest ?? '').split(/\s+/u)) addPart(terms, part);
  }
  return terms.slice(0, TERMS_MAX);
}

function addPart(terms: Term[], part: string): void {
  const folded = foldText(part);
  for (const sign of signedOf(folded)) add(terms, { tokens: [sign], isWord: false });
  for (const run of runsOf(searchWords(folded.replace(SIGNED, ' ')))) {
    const isUnspaced = isUnspacedCharacter(run[0] ?? '');
    add(terms, { tokens: isUnspaced ? bigramsOf(run) : run, isWord: !isUnspaced });
  }
}

function add(terms: Term[], term: Term): void {
  if (term.tokens.length > 0) terms.push(term);
}

function quotedOf(text: string): Term {
  const words = searchWords(text);
  return { tokens: words, isWord: false };
}

/** Single words, and the characters of a script without spaces that follow each other. */
function runsOf(words: readonly string[]): string[][] {
  const runs: string[][] = [];
  let follows = false;
  for (const word of words) {
    const isUnspaced = isUnspacedCharacter(word);
    if (isUnspaced && follows) runs.at(-1)?.push(word);
    else runs.push([word]);
    follows = isUnspaced;
  }
  return runs;
}

function bigramsOf(run: readonly string[]): readonly string[] {
  if (run.length < 2) return run;
  return run.slice(1).map((character, at) => `${run[at] ?? ''}${character}`);
}

function signedOf(part: string): readonly string[] {
  return HAS_SIGN.test(part) ? (part.match(SIGNED) ?? []) : [];
}

function isUnspacedCharacter(word: string): boolean {
  return word.charCodeAt(0) >= FIRST_UNSPACED && UNSPACED_CHARACTER.test(word);
}

/** Words and single characters with their positions, pairs of characters, and words with their signs. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  for (const part of foldText(text).split(/\s+/u)) {
    for (const sign of signedOf(part)) tokens.push({ text: sign, position, isWord: false });
    let before: string | undefined;
    for (const word of searchWords(part)) {
      const isUnspaced = isUnspacedCharacter(word);
      tokens.push({ text: word, position, isWord: !isUnspaced });
      if (isUnspaced && before !== undefined) {
        tokens.push({ text: before + word, position: position - 1, isWord: false });
      }
      before = isUnspaced ? word : undefined;
      position += 1;
    }
  }
  return tokens;
}

/** A word in the notation of `tsvector` and `tsquery`. */
export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
