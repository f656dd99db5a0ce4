import {
  type MessageParams,
  type Phrase,
  type ProblemTranslator,
  RequestContext,
  formatMessage,
} from '@course-plateform/common/kernel';
import { type Catalog, type ProblemText, readCatalog } from './catalog';
import { FALLBACK_LOCALE, LOCALE, LOCALES, type Locale } from './locale';

/** Read when the process starts, so that a broken file stops it. */
const catalogs = Object.fromEntries(
  LOCALES.map((locale) => [locale, readCatalog(locale)]),
) as Readonly<Record<Locale, Catalog>>;

/** The language of the request under way; the fallback outside of any. */
export function currentLocale(): Locale {
  return RequestContext.get(LOCALE) ?? FALLBACK_LOCALE;
}

/** Says problems in one language; a code without a translation keeps its English text. */
export function problemTranslator(locale: Locale): ProblemTranslator {
  return (code, part, english, params) => {
    const translation = problemText(locale, code)?.[part];
    return translation === undefined
      ? formatMessage(english, params)
      : formatMessage(translation, params, locale);
  };
}

/** Says problems in the language of the request under way. */
export const translateProblem: ProblemTranslator = (code, part, english, params) =>
  problemTranslator(currentLocale())(code, part, english, params);

/** Says a phrase; in the language of the request under way unless it is told another. */
export function say(
  { code, text }: Phrase,
  params: MessageParams = {},
  locale: Locale = currentLocale(),
): string {
  return problemTranslator(locale)(code, 'detail', text, params);
}

/** What a translator wrote about a code, with its places open; undefined in English, which stands in the code. */
export function problemText(locale: Locale, code: string): ProblemText | undefined {
  return catalogs[locale].get(code);
}
