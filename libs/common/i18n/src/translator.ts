import {
  type MessageParams,
  type Phrase,
  type ProblemTranslator,
  RequestContext,
  formatMessage,
} from '@course-plateform/common/kernel';
import { LOCALE } from '@course-plateform/common/messaging';
import { type Catalog, readCatalog } from './catalog';
import { FALLBACK_LOCALE, LOCALES, type Locale, isLocale } from './locale';

/** Read when the process starts, so that a broken file stops it. */
const translators: Readonly<Record<Locale, ProblemTranslator>> = Object.fromEntries(
  LOCALES.map((locale) => [locale, translatorInto(locale, readCatalog(locale))]),
) as Record<Locale, ProblemTranslator>;

/** The language of the request under way; the fallback outside of any. */
export function currentLocale(): Locale {
  const locale = RequestContext.get(LOCALE);
  return isLocale(locale) ? locale : FALLBACK_LOCALE;
}

/** Says problems in one language; a code without a translation keeps its English text. */
export function problemTranslator(locale: Locale): ProblemTranslator {
  return translators[locale];
}

/** Says problems in the language of the request under way. */
export const translateProblem: ProblemTranslator = (code, part, english, params) =>
  translators[currentLocale()](code, part, english, params);

/** Says a phrase; in the language of the request under way unless it is told another. */
export function say(
  { code, text }: Phrase,
  params: MessageParams = {},
  locale: Locale = currentLocale(),
): string {
  return translators[locale](code, 'detail', text, params);
}

function translatorInto(locale: Locale, catalog: Catalog): ProblemTranslator {
  return (code, part, english, params) => {
    const text = catalog.get(code);
    const translation = part === 'detail' ? (text?.detail ?? text?.title) : text?.title;
    return translation === undefined
      ? formatMessage(english, params)
      : formatMessage(translation, params, locale);
  };
}
