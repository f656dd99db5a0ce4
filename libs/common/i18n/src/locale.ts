import { contextKey } from '@course-plateform/common/kernel';

/** The languages of the platform; the first one is for everybody else. */
export const LOCALES = ['en', 'ar', 'es', 'fr'] as const;

/** A language of the platform. */
export type Locale = (typeof LOCALES)[number];

/** What is used when nothing else fits. */
export const FALLBACK_LOCALE: Locale = 'en';

/** The language of the request under way. */
export const LOCALE = contextKey<Locale>('locale');

/** Whether a text is one of the platform's languages. */
export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value);
}

/**
 * The language that suits an `Accept-Language` header best (RFC 9110, 12.5.4): by weight, then by order; a region
 * such as `es-MX` counts as its language, `*` as the fallback, weight 0 as refused.
 *
 * `negotiator` would put `es-MX, fr` in French, because it prefers exact tags to earlier ones, and `fr-CA, en` in
 * English; it also takes weights above 1. `@formatjs/intl-localematcher` chooses among tags, but reads no header.
 */
export function negotiateLocale(acceptLanguage = ''): Locale {
  let chosen: Locale = FALLBACK_LOCALE;
  let chosenWeight = 0;
  for (const range of acceptLanguage.split(',', 50)) {
    const [tag = '', ...parameters] = range.split(';');
    const language = tag.trim().toLowerCase().split('-')[0];
    const locale = language === '*' ? FALLBACK_LOCALE : language;
    const weight = weightOf(parameters);
    if (isLocale(locale) && weight > chosenWeight) {
      chosen = locale;
      chosenWeight = weight;
    }
  }
  return chosen;
}

function weightOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const [name, value] = parameter.split('=');
    if (name?.trim().toLowerCase() !== 'q') continue;
    const weight = Number(value);
    // What is below 0 or no number loses to everything as it is.
    return weight <= 1 ? weight : 0;
  }
  return 1;
}
