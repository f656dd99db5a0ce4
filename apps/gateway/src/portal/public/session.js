/* exported session */
// The session of this tab: the access token alone, because a copied tab must not use a refresh token a second time.
const session = {
  KEY: 'portal-session',

  /** Undefined when nobody is signed in, or no longer. */
  get current() {
    const kept = JSON.parse(sessionStorage.getItem(session.KEY) ?? 'null');
    return kept && kept.expiresAt > Date.now() ? kept : undefined;
  },

  /** Signs in. @returns the problem, or undefined when it worked */
  async start(path, body) {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const result = await response.json();
    if (!response.ok) return result;
    const { accessToken, expiresIn, user } = result;
    const kept = { accessToken, email: user.email, expiresAt: Date.now() + expiresIn * 1000 };
    sessionStorage.setItem(session.KEY, JSON.stringify(kept));
    return undefined;
  },

  async end() {
    const { accessToken } = session.current ?? {};
    sessionStorage.removeItem(session.KEY);
    if (!accessToken) return;
    await fetch('/api/v1/auth/sessions/current', {
      method: 'DELETE',
      headers: { authorization: 'Bearer ' + accessToken },
    });
  },
};
