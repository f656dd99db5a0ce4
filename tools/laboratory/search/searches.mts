import { UNSPACED_EVERY, courseOf } from './courses.mts';
import { WORDS } from './words.mts';

type Query = Readonly<Record<string, string>>;

/** One kind of request, each time with other words, so that what one has read does not serve the next. */
export interface Search {
  readonly name: string;
  /** Milliseconds that 95 % of the requests may take at most. */
  readonly goal: number;
  readonly path: string;
  /** The query of request `n`. */
  readonly query: (n: number, made: Made) => Query;
  /** Whether nothing but a correction may be found. */
  readonly findsNothing?: boolean;
}

export interface Made {
  /** How many courses have words of their own. */
  readonly different: number;
  /** Ids, the first ones with the most courses. */
  readonly categories: readonly string[];
}

const COURSES = '/api/v1/courses';
const SUGGESTIONS = '/api/v1/courses/suggestions';
const SEARCH_MS = 150;
const SUGGESTION_MS = 50;

/** Words that at least a tenth of the courses have, of those with some letters. */
const COMMON = WORDS.slice(0, 60).filter((word) => word.length > 2);
const USUAL_FROM = 1_000;
const RARE_FROM = 20_000;
const STRIDE = 37;

const common = (n: number): string => COMMON[n % COMMON.length] ?? '';
/** One course in a thousand has it. */
const usual = (n: number): string => WORDS[USUAL_FROM + n * STRIDE] ?? '';
const rare = (n: number): string => WORDS[RARE_FROM + n * STRIDE] ?? '';

export const SEARCHES: readonly Search[] = [
  search('a rare word', (n) => ({ q: rare(n) })),
  search('a usual word', (n) => ({ q: usual(n) })),
  search('a common word', (n) => ({ q: common(n) })),
  search('a common word, page 20', (n) => ({ q: common(n), page: '20' })),
  search('two common words', (n) => ({ q: `${common(n)} ${common(n + 7)}` })),
  search('a common and a rare word', (n) => ({ q: `${common(n)} ${rare(n)}` })),
  search('the beginning of a word', (n) => ({ q: usual(n).slice(0, 2 + (n % 3)) })),
  search('a mistyped word', (n) => ({ q: mistyped(usual(n)) })),
  search('words in quotes', (n, made) => ({ q: `"${titleOf(n, made).slice(0, 2).join(' ')}"` })),
  search('common words in quotes', (n) => ({ q: `"${common(n)} ${common(n + 1)}"` })),
  search('characters of a title', (n, made) => ({ q: charactersOf(n, made) })),
  search('a common word, narrowed, best rated', (n) => ({
    ...{ q: common(n), level: 'beginner,all', language: 'en', minRating: '3.5', sort: '-rating' },
  })),
  search('a common word, one small category', (n, { categories }) => ({
    ...{ q: common(n), categoryId: categories.at(-1 - (n % 5)) ?? '' },
  })),
  search('a common word, priced, cheapest', (n) => ({
    ...{ q: common(n), minPrice: '1000', maxPrice: '5000', sort: 'price' },
  })),
  search('a common word, newest', (n) => ({ q: common(n), sort: 'newest' })),
  search('a rare word with facets', (n) => ({ q: rare(n), facets: 'true' })),
  search('a common word with facets', (n) => ({ q: common(n), facets: 'true' })),
  search('a common word, narrowed, with facets', (n) => ({
    ...{ q: common(n), level: 'beginner', language: 'en', features: 'quiz', facets: 'true' },
  })),
  search('no words, with facets', (n) => ({ page: String(1 + (n % 50)), facets: 'true' })),
  search('no words, narrowed, with facets', (n, { categories }) => ({
    ...{ categoryId: categories[n % categories.length] ?? '', minRating: '4', facets: 'true' },
  })),
  {
    ...search('nothing but a correction', (n) => ({ q: `${mistyped(rare(n))} ${rare(n + 100)}` })),
    findsNothing: true,
  },
  suggestion('suggestions for two letters', (n) => usual(n).slice(0, 2)),
  suggestion('suggestions for four letters', (n) => usual(n).slice(0, 4)),
  suggestion('suggestions for a mistyped word', (n) => mistyped(usual(n))),
];

function search(name: string, query: Search['query']): Search {
  return { name, goal: SEARCH_MS, path: COURSES, query };
}

function suggestion(name: string, typed: (n: number) => string): Search {
  return { name, goal: SUGGESTION_MS, path: SUGGESTIONS, query: (n) => ({ q: typed(n) }) };
}

/** With two of its letters swapped. */
function mistyped(word: string): string {
  const at = Math.floor(word.length / 2);
  return word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1);
}

function titleOf(n: number, made: Made): string[] {
  // None of those with characters before their words.
  return titleOfCourse((n * UNSPACED_EVERY + 1) % made.different, made);
}

function titleOfCourse(i: number, { categories }: Made): string[] {
  return courseOf({ i, like: i, categories, now: 0 }).entry.title.split(' ');
}

function charactersOf(n: number, made: Made): string {
  const [characters = ''] = titleOfCourse((n * UNSPACED_EVERY) % made.different, made);
  return characters.slice(n % 3, (n % 3) + 2);
}
