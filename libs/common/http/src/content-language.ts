import { FALLBACK_LOCALE, type Locale } from '@course-plateform/common/i18n';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';

/** The languages of what the response of the present request shows. */
const SHOWN = contextKey<readonly Locale[]>('shown-languages');

/**
 * Says in which languages the present response is, when what it shows is not translated into every language of the
 * platform. Without a call it is the one that was negotiated. Outside of a request it does nothing.
 * @param languages of all texts of the response, in any order; none changes nothing
 */
export function showLanguages(languages: readonly Locale[]): void {
  if (languages.length > 0) {
    RequestContext.current()?.set(SHOWN, [...new Set(languages)].toSorted());
  }
}

/** The `Content-Language` of a response that has said its languages; undefined for others. */
export function shownContentLanguage(context: RequestContext | undefined): string | undefined {
  return context?.get(SHOWN)?.join(', ');
}

/**
 * The entity tag of a version, in the languages of the present response: one version reads differently in each, and a
 * strong tag names one of them (RFC 9110, 8.8.3). In the fallback language it is the version alone.
 */
export function entityTagOf(version: number, context: RequestContext | undefined): string {
  const others = (context?.get(SHOWN) ?? []).filter((language) => language !== FALLBACK_LOCALE);
  return `"${[version, ...others].join('-')}"`;
}
