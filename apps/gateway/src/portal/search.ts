import { type Locale, translate } from '@course-plateform/common/i18n';
import { type Html, html } from './html';
import { SEARCH } from './words';

/** Whether a text has all the words that someone looks for, in any order and whatever the case. */
export function matches(query: string, ...texts: readonly string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  return wordsOf(query).every((word) => text.includes(word));
}

function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

export interface SearchOptions {
  readonly label: string;
  readonly query: string;
  readonly shown: number;
  readonly total: number;
  readonly locale?: Locale;
}

/**
 * A search over what the page lists. The server filters by `?q=`; the script of all pages does the same while someone
 * types, for everything marked with `data-entry`.
 */
export function searchForm({ label, query, shown, total, locale = 'en' }: SearchOptions): Html {
  const count = (known: number | string): string =>
    translate(SEARCH.shown, { shown: known, total }, locale);
  return html`<form class="search" role="search" data-filter>
      <label
        >${label}
        <input type="search" name="q" value="${query}" autocomplete="off" spellcheck="false"
      /></label>
      <button>${translate(SEARCH.search, {}, locale)}</button>
    </form>
    <p class="count" role="status" data-template="${count('{shown}')}">${count(shown)}</p>`;
}
