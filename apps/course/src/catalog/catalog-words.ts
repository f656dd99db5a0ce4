import { searchRuns, searchWords } from '@course-plateform/common/kernel';
import { plainText } from '../rich-text/rich-text';

/** The form of the words: raised when they are made otherwise, so that those of before are made again. */
export const WORDS_FORM = 1;

/** What the text index reads of a course: folded words, each behind a blank. */
export interface CatalogWords {
  readonly form: number;
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
}

/** What is said of a course in words. */
interface Described {
  readonly title: string;
  readonly subtitle: string | null;
  /** Cleaned HTML. */
  readonly description: string;
}

export function wordsOf({ title, subtitle, description }: Described): CatalogWords {
  const joined = (text: string): string => searchWords(text).join(' ');
  return {
    form: WORDS_FORM,
    title: joined(title),
    subtitle: joined(subtitle ?? ''),
    description: joined(plainText(description)),
  };
}

/**
 * A search as MongoDB's text index reads it: words, and messages of words that follow each other. What users write
 * cannot mean anything else there, because no sign is left of it.
 */
export function textSearchOf(query: string): string {
  return searchRuns(query)
    .map((run) => (run.length === 1 ? run.join('') : `"${run.join(' ')}"`))
    .join(' ');
}
