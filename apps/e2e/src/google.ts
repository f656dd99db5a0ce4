import { unwrap } from '@course-plateform/client';
import { type User, userOf, visitor } from './users';

/** Signs in through Google, or what stands in for it, as a browser does: from page to page, with a cookie. */
export async function signInWithGoogle(gatewayUrl: string, email: string): Promise<User> {
  const code = await codeFromGoogle(gatewayUrl, email);
  const session = await unwrap(
    visitor(gatewayUrl).POST('/api/v1/auth/oauth/exchanges', { body: { code } }),
  );
  return userOf(gatewayUrl, session, () => signInWithGoogle(gatewayUrl, email));
}

/** The same as far as the code that the browser comes back with, which can be exchanged for tokens once. */
export async function codeFromGoogle(gatewayUrl: string, email: string): Promise<string> {
  const began = await follow(new URL('/api/v1/auth/oauth/google', gatewayUrl));
  // The stand-in shows no page when the request names the user.
  began.location.searchParams.set('login_hint', email);
  const consented = await follow(began.location);
  const arrived = await follow(consented.location, began.cookie);
  return new URLSearchParams(arrived.location.hash.slice(1)).get('code') ?? '';
}

/** One step of the way. */
async function follow(url: URL, cookie = ''): Promise<{ location: URL; cookie: string }> {
  const { status, headers } = await fetch(url, { redirect: 'manual', headers: { cookie } });
  const location = URL.parse(headers.get('location') ?? '');
  if (status !== 302 || !location) throw new Error(`${url.pathname} returned ${status}`);
  return { location, cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}
