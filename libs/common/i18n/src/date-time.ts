import { isTimeZone } from 'class-validator';
import type { Locale } from './locale';

/** The default time zone. */
export const FALLBACK_TIMEZONE = 'UTC';

/**
 * Formats a timestamp for a user, to the minute and with the name of the zone: `November 23, 2026 at 4:05 AM Eastern
 * Standard Time`.
 * @param timezone a name of the IANA time zone database; an unknown one counts as UTC
 */
export function formatDateTime(
  at: Date,
  { locale, timezone }: { readonly locale: Locale; readonly timezone: string },
): string {
  // The same as `dateStyle: 'long', timeStyle: 'short'`, with which ECMA-402 allows no `timeZoneName`.
  return new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'long',
    timeZone: isTimeZone(timezone) ? timezone : FALLBACK_TIMEZONE,
  }).format(at);
}
