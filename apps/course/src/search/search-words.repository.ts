import { Injectable } from '@nestjs/common';
import { SearchDatabase } from './search-database';
import { type Term, quoted, termsOf } from './search-text';

/** How many words a prefix stands for. */
const PREFIX_WORDS = 10;
/** How many words a mistyped one stands for. */
const TYPO_WORDS = 4;
/** A shorter beginning stands for too many words to be one. */
const PREFIX_MIN = 2;
const TYPO_MIN = 3;
/** Words up to this length may have one letter wrong, longer ones two. */
const ONE_TYPO_MAX = 4;
const WORD_MAX = 64;

/** A query as the engine runs it. */
export interface ParsedQuery {
  /** In the notation of `tsquery`; null when it has no words. */
  readonly matches: string | null;
  /** The same for the words as they were typed. */
  readonly exact: string | null;
  readonly correction: string | null;
  readonly matched: readonly string[];
  /**
   * How many courses have each of its words, or one of those that stand for it; 0 for what the vocabulary does not have,
   * such as pairs of characters.
   */
  readonly documents: readonly number[];
}

interface Known {
  readonly term: string;
  readonly word: string;
  readonly documents: number;
}

/** What stands for a word. */
interface Stand {
  readonly word: string;
  readonly documents: number;
}
type Stands = ReadonlyMap<string, readonly Stand[]>;

const NO_QUERY: ParsedQuery = {
  matches: null,
  exact: null,
  correction: null,
  matched: [],
  documents: [],
};

/** Looks the words of a query up in the vocabulary: beginnings of words, and words that are near a mistyped one. */
@Injectable()
export class SearchWordsRepository {
  constructor(private readonly database: SearchDatabase) {}

  /** @throws SearchUnavailable */
  async parse(query: string): Promise<ParsedQuery> {
    const terms = termsOf(query);
    if (terms.length === 0) return NO_QUERY;
    const typed = terms.filter(({ isWord }) => isWord).flatMap(({ tokens }) => tokens);
    const quoted = terms.filter(({ isWord }) => !isWord).flatMap(({ tokens }) => tokens);
    const known = await this.known(typed.filter(isShort), quoted.filter(isShort));
    const unknown = typed.filter((word) => !known.has(word) && isLong(word));
    const near: Stands = unknown.length === 0 ? new Map() : await this.near(unknown);
    const standsFor = (word: string): readonly Stand[] =>
      known.get(word) ?? near.get(word) ?? [{ word, documents: 0 }];
    const wordsFor = (word: string): string[] => standsFor(word).map((one) => one.word);
    return {
      matches: terms.map((term) => matching(term, wordsFor)).join(' & '),
      exact: terms.map((term) => matching(term, (word) => [word])).join(' & '),
      correction: near.size === 0 ? null : correctionOf(terms, near),
      matched: terms.flatMap((term) => (term.isWord ? term.tokens.flatMap(wordsFor) : term.tokens)),
      documents: [...typed, ...quoted].map((word) =>
        standsFor(word).reduce((sum, { documents }) => sum + documents, 0),
      ),
    };
  }

  /** How many courses have each of some tokens, and each of those that begin in one way. @throws SearchUnavailable */
  async documentsOf(tokens: readonly string[], beginning: string): Promise<Map<string, number>> {
    const rows = await this.database.rows<Stand>(
      `select word, documents from live.word where word = any($1::text[]) and documents > 0
       union
       select word, documents from live.word
       where word >= $2 collate "C" and word < ($2 || chr(1114111)) collate "C" and documents > 0`,
      [tokens, beginning],
    );
    return new Map(rows.map(({ word, documents }) => [word, documents]));
  }

  /** The word itself, and for one that is not quoted the most frequent words that begin with it. */
  private async known(
    words: readonly string[],
    quoted: readonly string[],
  ): Promise<Map<string, Stand[]>> {
    if (words.length + quoted.length === 0) return new Map();
    const rows = await this.database.rows<Known>(
      `select typed.term, found.word, found.documents from (
         select term, true as begins from unnest($1::text[]) as word (term)
         union select term, false from unnest($4::text[]) as word (term)
       ) as typed cross join lateral (
         (select word, 0 as place, documents from live.word where word = typed.term and documents > 0)
         union all
         (select word, 1, documents from live.word
          where typed.begins and length(typed.term) >= $2 and word > typed.term collate "C"
            and word < (typed.term || chr(1114111)) collate "C" and documents > 0
          order by documents desc, word limit $3)
       ) as found order by found.place, found.documents desc`,
      [words, PREFIX_MIN, PREFIX_WORDS, quoted.filter((word) => !words.includes(word))],
    );
    return groupedOf(rows);
  }

  /** The words that differ from each in one or two letters, nearest and most frequent first. */
  private async near(words: readonly string[]): Promise<Map<string, Stand[]>> {
    const rows = await this.database.rows<Known>(
      `select typed.term, found.word, found.documents from unnest($1::text[]) as typed (term) cross join lateral (
         select word, documents, levenshtein_less_equal(word, typed.term, 2) as distance from live.word
         where word % typed.term and documents > 0 and word not like ':%'
           and levenshtein_less_equal(word, typed.term, 2) <= case when length(typed.term) <= $2 then 1 else 2 end
         order by distance, documents desc, word limit $3
       ) as found order by found.distance, found.documents desc`,
      [words, ONE_TYPO_MAX, TYPO_WORDS],
    );
    return groupedOf(rows);
  }
}

function isShort(word: string): boolean {
  return word.length <= WORD_MAX;
}

function isLong(word: string): boolean {
  return word.length >= TYPO_MIN && word.length <= WORD_MAX;
}

function matching({ tokens, isWord }: Term, wordsFor: (word: string) => readonly string[]): string {
  if (!isWord) return `(${tokens.map(quoted).join(' <-> ')})`;
  return tokens.map((token) => `(${wordsFor(token).map(quoted).join(' | ')})`).join(' & ');
}

function correctionOf(terms: readonly Term[], near: Stands): string {
  return terms
    .map(({ tokens, isWord }) =>
      isWord
        ? tokens.map((token) => near.get(token)?.[0]?.word ?? token).join(' ')
        : tokens.length > 1
          ? `"${tokens.join(' ')}"`
          : tokens.join(''),
    )
    .join(' ');
}

function groupedOf(rows: readonly Known[]): Map<string, Stand[]> {
  const grouped = new Map<string, Stand[]>();
  for (const { term, ...stand } of rows) grouped.set(term, [...(grouped.get(term) ?? []), stand]);
  return grouped;
}
