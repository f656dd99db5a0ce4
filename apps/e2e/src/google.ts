import { unwrap } from '@course-plateform/client';
import { type Person, personOf, visitor } from './people';

/** Signs in through Google, or what stands in for it, as a browser does: from page to page, with a cookie. */
export async function signInWithGoogle(gatewayUrl: string, email: string): Promise<Person> {
  const began = await follow(new URL('/api/v1/auth/oauth/google', gatewayUrl));
  // The stand-in asks nobody when it is told who it is.
  began.location.searchParams.set('login_hint', email);
  const consented = await follow(began.location);
  const arrived = await follow(consented.location, began.cookie);
  const code = new URLSearchParams(arrived.location.hash.slice(1)).get('code') ?? '';
  const session = await unwrap(
    visitor(gatewayUrl).POST('/api/v1/auth/oauth/exchanges', { body: { code } }),
  );
  return personOf(gatewayUrl, session, () => signInWithGoogle(gatewayUrl, email));
}

/** One step of the way. */
async function follow(url: URL, cookie = ''): Promise<{ location: URL; cookie: string }> {
  const { status, headers } = await fetch(url, { redirect: 'manual', headers: { cookie } });
  const location = URL.parse(headers.get('location') ?? '');
  if (status !== 302 || !location) throw new Error(`${url.pathname} answered ${status}`);
  return { location, cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}
