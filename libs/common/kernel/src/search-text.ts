/** Scripts that are written without blanks between words, or with endings that belong to the word. */
const UNSPACED =
  /(?:(?=\p{L})[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}])\p{M}*/u;
const IS_UNSPACED = new RegExp(`^${UNSPACED.source}$`, 'u');
const WORD = new RegExp(
  `${UNSPACED.source}|(?:(?!${UNSPACED.source})[\\p{L}\\p{N}]\\p{M}*)+`,
  'gu',
);

/** Marks of these scripts are left out in writing as often as not. */
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}])\p{Mn}+/gu;

/** A word of a text: as it is compared, and whether it goes with the one before it, as characters of one word do. */
interface SearchWord {
  readonly text: string;
  readonly isUnspaced: boolean;
}

/**
 * A text as it is compared: compatibility forms, capitals and marks make no difference. Follows NFKC_Casefold (Unicode
 * Standard 3.13) and folds marks of Latin, Greek, Arabic and Hebrew letters besides.
 */
export function foldText(text: string): string {
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
 * The words of a text as they are searched, folded. Each character of a script that is written without blanks is a word
 * of its own, so that any part of a word is found: `学习编程` → 学, 习, 编, 程.
 */
export function searchWords(text: string): string[] {
  return wordsOf(text).map((word) => word.text);
}

/**
 * What somebody looks for, by what stands between blanks: runs of words that have to follow each other (`编程` → 编 程),
 * and words of their own (`node.js` → node, js).
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
  return (foldText(text).match(WORD) ?? []).map((word) => ({
    text: word,
    isUnspaced: IS_UNSPACED.test(word),
  }));
}
