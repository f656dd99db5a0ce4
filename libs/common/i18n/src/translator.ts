import {
  type ProblemTranslator,
  RequestContext,
  fillPlaces,
} from '@course-plateform/common/kernel';
import { LOCALE } from '@course-plateform/common/messaging';
import type { ValidationArguments } from 'class-validator';
import { catalogOf } from './catalog';
import { FALLBACK_LOCALE, type Locale, isLocale } from './locale';

/** The language of the request under way; the fallback outside of any. */
export function currentLocale(): Locale {
  const locale = RequestContext.get(LOCALE);
  return isLocale(locale) ? locale : FALLBACK_LOCALE;
}

/** Translates problems into one language; a code without a translation keeps its English text. */
export function problemTranslator(locale: Locale): ProblemTranslator {
  const { problems } = catalogOf(locale);
  return (code, part, english, params) => {
    const text = problems.get(code);
    return fillPlaces((part === 'title' ? text?.title : text?.detail) ?? english, params);
  };
}

/** Translates problems into the language of the request under way. */
export const translateProblem: ProblemTranslator = (code, part, english, params) =>
  problemTranslator(currentLocale())(code, part, english, params);

/**
 * What a field has to be, in the language of the request under way.
 * @param check the name of the check, such as `isEmail` or `minLength`
 * @param limits the values of the check: `{1}` and `{2}` in the text
 * @param english what is said when the check is in no catalog
 */
export function translateConstraint(
  check: string,
  limits: readonly unknown[],
  english: string,
): string {
  const text =
    catalogOf(currentLocale()).constraints.get(check) ??
    catalogOf(FALLBACK_LOCALE).constraints.get(check) ??
    english;
  return fillPlaces(text, numbered(limits));
}

/**
 * The `message` option of a class-validator check in the language of the request under way:
 * `@IsEmail({}, { message: constraintMessage('isEmail') })`.
 */
export function constraintMessage(
  check: string,
): (args: Pick<ValidationArguments, 'constraints'>) => string {
  return ({ constraints }) => translateConstraint(check, constraints ?? [], 'is not valid');
}

function numbered(limits: readonly unknown[]): Record<string, string> {
  return Object.fromEntries(
    limits.map((limit, index) => [
      String(index + 1),
      Array.isArray(limit) ? limit.join(', ') : String(limit),
    ]),
  );
}
