import { isTimeZone } from 'class-validator';
import type { Locale } from './locale';

/** The time zone of those who have named none. */
export const FALLBACK_TIMEZONE = 'UTC';

/**
 * A point in time as a person reads it, to the minute and with the name of the zone: `November 23, 2026 at 4:05 AM
 * Eastern Standard Time`.
 * @param timezone a name of the IANA time zone database; one that is unknown here counts as UTC
 */
export function formatDateTime(
  at: Date,
  { locale, timezone }: { readonly locale: Locale; readonly timezone: string },
): string {
  // What `dateStyle: 'long', timeStyle: 'short'` stand for: ECMA-402 lets no `timeZoneName` beside those.
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
