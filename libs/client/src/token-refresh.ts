/** A pair as a sign-in or a refresh gives it. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Why nobody is signed in any more: the code of the refusal, or `signed_out` when no refresh token is stored. */
export type SignedOutReason =
  'auth.refresh_invalid' | 'auth.refresh_reused' | 'auth.account_suspended' | 'signed_out';

/** How a client renews its access token. */
export interface RefreshOptions {
  /**
   * The refresh token, or how to read the one that is stored now. Several tabs share one session: give a function there,
   * for each of them replaces the token.
   */
  readonly refreshToken:
    string | (() => string | null | undefined | Promise<string | null | undefined>);
  /**
   * Receives the new pair; keep the refresh token, the old one is used up. Other tabs wait for the promise it returns,
   * if it does.
   */
  onTokens(tokens: Tokens): unknown;
  /** Called when renewing is over for good, once for each refresh token: show the page to sign in. */
  onSignedOut?(reason: SignedOutReason): void;
}

/** The part of the Web Locks API that is used, where there is one (browsers in a secure context, Node from 24 on). */
interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

const ENDED: readonly unknown[] = [
  'auth.refresh_invalid',
  'auth.refresh_reused',
  'auth.account_suspended',
];
const RACE = 'auth.refresh_race';
/** A token without the rights of a confirmed address: the next one has them once it is confirmed. */
const UNVERIFIED = 'auth.email_unverified';
/** A token this young has the newest rights, in milliseconds: another one would not help. */
const RIGHTS_MS = 5_000;
/** After a race the winner still has to store its token: so often, and so many milliseconds apart, is it looked for. */
const READS_AFTER_RACE = 10;
const READ_EVERY_MS = 200;

/**
 * Renews access tokens: calls that fail at the same time share one refresh, for a refresh token works once; tabs take
 * turns, where the browser has locks.
 */
export class TokenRefresh {
  accessToken: string | undefined;
  /** The newest one of this client, for whoever stores none. */
  private own: string | undefined;
  /** The one that was refused for good. */
  private dead: string | null | undefined;
  private running: Promise<string | undefined> | undefined;
  private renewedAt = -Infinity;

  constructor(
    private readonly baseUrl: string,
    private readonly options: RefreshOptions,
    private readonly send: (request: Request) => Promise<Response>,
  ) {}

  /**
   * The new access token when the old one has expired, or was issued before the address was confirmed.
   * @param used the access token of the failed call
   * @returns undefined when a new one would not help
   */
  async renew(response: Response, used: string | undefined): Promise<string | undefined> {
    if (response.status !== 401 && response.status !== 403) return undefined;
    const code = await codeOf(response.clone());
    if (code !== 'auth.token_expired' && (code !== UNVERIFIED || this.isNew(used)))
      return undefined;
    this.running ??= this.inTurn(() => this.rotate()).finally(() => (this.running = undefined));
    return this.running;
  }

  private isNew(token: string | undefined): boolean {
    return token === this.accessToken && performance.now() - this.renewedAt < RIGHTS_MS;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const { navigator } = globalThis as { navigator?: { locks?: Locks } };
    const name = `course-plateform token refresh ${new URL(this.baseUrl).origin}`;
    return navigator?.locks ? navigator.locks.request(name, work) : work();
  }

  private async rotate(): Promise<string | undefined> {
    const token = await this.read();
    if (token === undefined) return this.end('signed_out', null);
    if (token === this.dead) return undefined;
    let [used, response] = [token, await this.exchange(token)];
    let code = response.ok ? undefined : await codeOf(response);
    if (code === RACE || ENDED.includes(code)) {
      // Another tab may have renewed meanwhile, or someone has signed in anew there.
      const newer = await this.newerThan(token, code === RACE ? READS_AFTER_RACE : 1);
      if (newer !== undefined) {
        [used, response] = [newer, await this.exchange(newer)];
        code = response.ok ? undefined : await codeOf(response);
      }
    }
    if (response.ok) return this.keep((await response.json()) as Tokens);
    return ENDED.includes(code) ? this.end(code as SignedOutReason, used) : undefined;
  }

  private async read(): Promise<string | undefined> {
    const { refreshToken } = this.options;
    if (typeof refreshToken === 'string') return this.own ?? refreshToken;
    return (await refreshToken()) ?? undefined;
  }

  private async newerThan(used: string, reads: number): Promise<string | undefined> {
    for (let read = 1; ; read += 1) {
      const token = await this.read();
      if (token !== undefined && token !== used) return token;
      if (read >= reads || typeof this.options.refreshToken === 'string') return undefined;
      await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
    }
  }

  private exchange(refreshToken: string): Promise<Response> {
    return this.send(
      new Request(new URL('/api/v1/auth/token-refreshes', this.baseUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken }),
      }),
    );
  }

  private async keep(tokens: Tokens): Promise<string> {
    this.accessToken = tokens.accessToken;
    this.renewedAt = performance.now();
    this.own = tokens.refreshToken;
    await this.options.onTokens(tokens);
    return tokens.accessToken;
  }

  private end(reason: SignedOutReason, token: string | null): undefined {
    this.accessToken = undefined;
    if (this.dead !== token) this.options.onSignedOut?.(reason);
    this.dead = token;
    return undefined;
  }
}

async function codeOf(response: Response): Promise<string | undefined> {
  // What is no JSON comes from a proxy in between and has no code.
  const problem = (await response.json().catch(() => undefined)) as { code?: string } | undefined;
  return problem?.code;
}
