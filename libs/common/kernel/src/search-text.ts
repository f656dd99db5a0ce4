/** Scripts without spaces between words, or with suffixes attached to the word. */
const UNSPACED =
  /(?:(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])\p{M}*/u;
const IS_UNSPACED = new RegExp(`^${UNSPACED.source}$`, 'u');
const WORD = new RegExp(
  `${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}]\\p{M}*)+`,
  'gu',
);

/** Scripts whose marks are often omitted in writing. */
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;

/** Nearly all text of code and of English: letters of ASCII need none of the work that others do. */
const IS_ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[a-z0-9]+/g;

/** A normalized word, and whether it directly follows the previous one, as the characters of one word do. */
interface SearchWord {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/**
 * Normalizes a text for comparison, ignoring compatibility forms, case and marks: NFKC_Casefold (Unicode Standard
 * 3.13), and without the marks of Latin, Greek, Arabic and Hebrew letters.
 */
export function foldText(text: string): string {
  if (IS_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFD')
    .replace(MARKED, '$1')
    .normalize('NFC');
}

/**
 * The normalized words of a text, for a search index. Each character of a script without spaces is a word of its own,
 * so that a search finds any part of a word: `学习编程` → 学, 习, 编, 程.
 */
export function searchWords(text: string): string[] {
  return wordsOf(text).map((word) => word.text);
}

/**
 * The words of a query, split at white space: sequences of words that have to follow each other (`编程` → 编 程), and
 * single words (`node.js` → node, js).
 */
export function searchRuns(query: string): string[][] {
  return query.split(/\s+/u).flatMap((part) => {
    const runs: string[][] = [];
    let follows = false;
    for (const { text, isUnspaced } of wordsOf(part)) {
      if (isUnspaced && follows) runs.at(-1)?.push(text);
      else runs.push([text]);
      follows = isUnspaced;
    }
    return runs;
  });
}

function wordsOf(text: string): SearchWord[] {
  const folded = foldText(text);
  if (IS_ASCII.test(folded)) {
    return (folded.match(ASCII_WORD) ?? []).map((word) => ({ text: word, isUnspaced: false }));
  }
  return (folded.match(WORD) ?? []).map((word) => ({
    text: word,
    isUnspaced: IS_UNSPACED.test(word),
  }));
}
