import {
  type MessageParams,
  type MessageDescriptor,
  type ProblemTranslator,
  RequestContext,
  formatMessage,
} from '@course-plateform/common/kernel';
import { type Catalog, type ProblemText, readCatalog } from './catalog';
import { FALLBACK_LOCALE, LOCALE, LOCALES, type Locale } from './locale';

/** Read at the start of the process, so that an invalid file fails it. */
const catalogs = Object.fromEntries(
  LOCALES.map((locale) => [locale, readCatalog(locale)]),
) as Readonly<Record<Locale, Catalog>>;

/** The language of the current request; the fallback outside of any. */
export function currentLocale(): Locale {
  return RequestContext.get(LOCALE) ?? FALLBACK_LOCALE;
}

/** Translates problems into a language; a code without a translation keeps its English text. */
export function problemTranslator(locale: Locale): ProblemTranslator {
  return (code, part, english, params) => {
    const translation = problemText(locale, code)?.[part];
    return translation === undefined
      ? formatMessage(english, params)
      : formatMessage(translation, params, locale);
  };
}

/** Translates problems into the language of the current request. */
export const translateProblem: ProblemTranslator = (code, part, english, params) =>
  problemTranslator(currentLocale())(code, part, english, params);

/** Formats a message in the given language, or in that of the current request. */
export function translate(
  { code, text }: MessageDescriptor,
  params: MessageParams = {},
  locale: Locale = currentLocale(),
): string {
  return problemTranslator(locale)(code, 'detail', text, params);
}

/** The translation of a code, with its placeholders; undefined for English, which is in the code. */
export function problemText(locale: Locale, code: string): ProblemText | undefined {
  return catalogs[locale].get(code);
}
