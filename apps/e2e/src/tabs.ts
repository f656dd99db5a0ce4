import type { Page } from 'playwright-core';

/** What a tab is opened with. */
interface Tab {
  readonly baseUrl: string;
  /** An access token whose time is over, so that the first call renews it. */
  readonly expired: string;
}

/** Makes a page a tab of a shop that keeps its refresh token where all of its tabs find it. */
export function openTab(page: Page, { baseUrl, expired }: Tab): Promise<void> {
  return page.evaluate(`import('/client.mjs').then(({ createClient }) => {
    window.signedOut = [];
    window.newClient = () => createClient({
      baseUrl: ${JSON.stringify(baseUrl)},
      token: ${JSON.stringify(expired)},
      refresh: {
        refreshToken: () => localStorage.getItem('refresh'),
        onTokens: ({ refreshToken }) => localStorage.setItem('refresh', refreshToken),
        onSignedOut: (reason) => window.signedOut.push(reason),
      },
    });
  })`);
}

/** Reads the own profile, with a client that has to renew first. @returns the status and why it is over, if it is */
export function callIn(page: Page): Promise<{ status: number; signedOut: string[] }> {
  return page.evaluate(`window.newClient().GET('/api/v1/users/me').then(({ response }) => ({
    status: response.status,
    signedOut: window.signedOut,
  }))`);
}
