export { catalogOf, loadCatalogs } from './catalog';
export type { Catalog, ProblemText } from './catalog';
export { FALLBACK_LOCALE, LOCALES, isLocale, negotiateLocale } from './locale';
export type { Locale } from './locale';
export {
  constraintMessage,
  currentLocale,
  problemTranslator,
  translateConstraint,
  translateProblem,
} from './translator';
