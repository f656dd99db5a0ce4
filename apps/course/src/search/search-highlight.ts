import { foldText } from '@course-plateform/common/kernel';

/** How much of a long text is shown around its first match, in characters. */
const AROUND = 120;
const WORD = /[\p{L}\p{N}]\p{M}*(?:[\p{L}\p{N}\p{M}]|\+\+|#)*/gu;

interface Mark {
  readonly from: number;
  readonly to: number;
}

/**
 * Marks what a search has matched in a text, with `<mark>` around it; the rest is escaped, so that it can be shown as
 * HTML. A long text is cut to what stands around its first match.
 * @param matched folded words, from `FoundCourses`
 * @returns null when nothing in it was matched
 */
export function highlight(text: string, matched: readonly string[]): string | null {
  const marks = marksOf(text, matched);
  const [first] = marks;
  if (!first) return null;
  const start = first.from > AROUND ? text.lastIndexOf(' ', first.from - AROUND / 2) + 1 : 0;
  const end = text.length - start > 3 * AROUND ? start + 3 * AROUND : text.length;
  let shown = start > 0 ? '…' : '';
  let at = start;
  for (const { from, to } of marks.filter((mark) => mark.to <= end)) {
    shown += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
    at = to;
  }
  return `${shown}${escaped(text.slice(at, end))}${end < text.length ? '…' : ''}`;
}

function marksOf(text: string, matched: readonly string[]): Mark[] {
  const words = new Set(matched);
  const parts = matched.filter((word) => isUnspaced(word));
  const marks: Mark[] = [];
  for (const found of text.matchAll(WORD)) {
    const folded = foldText(found[0]);
    const isMatch = words.has(folded) || words.has(folded.replace(/(\+\+|#)$/u, ''));
    if (isMatch) marks.push({ from: found.index, to: found.index + found[0].length });
    else marks.push(...partsOf(found[0], parts, found.index));
  }
  return marks;
}

/** Characters of a script without spaces, wherever they stand in a run of them. */
function partsOf(run: string, parts: readonly string[], offset: number): Mark[] {
  const marks: Mark[] = [];
  for (const part of parts) {
    for (let at = run.indexOf(part); at >= 0; at = run.indexOf(part, at + 1)) {
      marks.push({ from: offset + at, to: offset + at + part.length });
    }
  }
  return joined(marks.sort((one, other) => one.from - other.from));
}

function joined(marks: readonly Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks) {
    const last = result.at(-1);
    if (last && mark.from <= last.to) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, mark.to) };
    } else result.push(mark);
  }
  return result;
}

function isUnspaced(word: string): boolean {
  return /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u.test(
    word,
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
}
