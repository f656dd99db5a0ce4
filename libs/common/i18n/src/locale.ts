import { contextKey } from '@course-plateform/common/kernel';

/** The languages of the platform; the first one is the fallback. */
export const LOCALES = ['en', 'ar', 'es', 'fr'] as const;

/** A language of the platform. */
export type Locale = (typeof LOCALES)[number];

/** The language when nothing else matches. */
export const FALLBACK_LOCALE = 'en' as const satisfies Locale;

/** The language of the current request. */
export const LOCALE = contextKey<Locale>('locale');

/** Whether a value is one of the platform's languages. */
export function isLocale(value: unknown): value is Locale {
  return (LOCALES as readonly unknown[]).includes(value);
}

/**
 * The best language for an `Accept-Language` header (RFC 9110, 12.5.4): by weight, then by order. A region such as
 * `es-MX` counts as its language, `*` as the fallback, and weight 0 excludes a language.
 *
 * `negotiator` would choose French for `es-MX, fr`, because it prefers exact tags to earlier ones, and English for
 * `fr-CA, en`; it also accepts weights above 1. `@formatjs/intl-localematcher` matches tags, but does not parse
 * headers.
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
    // A negative weight or NaN loses every comparison anyway.
    return weight <= 1 ? weight : 0;
  }
  return 1;
}
