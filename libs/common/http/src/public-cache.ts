import { Header } from '@nestjs/common';
import { RequestContext, SECOND_MS, contextKey } from '@course-plateform/common/kernel';

/** How long browsers and proxies may keep a public response, in seconds. */
const KEPT = 60;
/** How much longer they may show it while they refresh it, in seconds. */
const REFRESHED = 300;

/** How long the response of the present request may be shown at most, in milliseconds. */
const LIMIT = contextKey<number>('public-cache-limit');

/** Lets browsers and proxies cache a public response for a minute, and serve it stale while they revalidate it. */
export function PublicCache(): MethodDecorator {
  return Header('Cache-Control', publicCacheOf());
}

/**
 * Shortens that for the present request, because its response is another one afterwards.
 * @param milliseconds from now; infinity for what does not change by itself
 */
export function limitPublicCache(milliseconds: number): void {
  const context = RequestContext.current();
  context?.set(LIMIT, Math.min(milliseconds, context.get(LIMIT) ?? milliseconds));
}

/** The `Cache-Control` of a public response that was limited; undefined for others. */
export function limitedPublicCache(context: RequestContext | undefined): string | undefined {
  const limit = context?.get(LIMIT);
  return limit === undefined
    ? undefined
    : publicCacheOf(Math.max(Math.floor(limit / SECOND_MS), 0));
}

/** @param seconds that both times may take together */
function publicCacheOf(seconds = Number.POSITIVE_INFINITY): string {
  const kept = Math.min(KEPT, seconds);
  const refreshed = Math.min(REFRESHED, seconds - kept);
  const kind = `public, max-age=${String(kept)}`;
  return refreshed > 0 ? `${kind}, stale-while-revalidate=${String(refreshed)}` : kind;
}
