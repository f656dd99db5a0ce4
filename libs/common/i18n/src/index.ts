export { readCatalog } from './catalog';
export type { Catalog, ProblemText } from './catalog';
export { FALLBACK_LOCALE, LOCALES, isLocale, negotiateLocale } from './locale';
export type { Locale } from './locale';
export { currentLocale, problemTranslator, say, translateProblem } from './translator';
