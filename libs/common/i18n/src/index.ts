export { readCatalog } from './catalog';
export type { Catalog, ProblemText } from './catalog';
export { FALLBACK_TIMEZONE, formatDateTime } from './date-time';
export { FALLBACK_LOCALE, LOCALE, LOCALES, isLocale, negotiateLocale } from './locale';
export type { Locale } from './locale';
export { formatMoney } from './money';
export {
  currentLocale,
  problemText,
  problemTranslator,
  translate,
  translateProblem,
} from './translator';
