/** A pair as a sign-in or a refresh gives it. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Renews access tokens: calls that fail at the same time share one refresh, for a refresh token works once. */
export class TokenRefresh {
  accessToken: string | undefined;
  private refreshToken: string;
  private running: Promise<string | undefined> | undefined;

  constructor(
    private readonly baseUrl: string,
    private readonly options: { readonly refreshToken: string; onTokens(tokens: Tokens): void },
    private readonly send: (request: Request) => Promise<Response>,
  ) {
    this.refreshToken = options.refreshToken;
  }

  /** The new access token when the answer says that the old one has expired; undefined when nothing helps. */
  async renew(response: Response): Promise<string | undefined> {
    const problem = (await response
      .clone()
      .json()
      .catch(() => undefined)) as { code?: string } | undefined;
    if (problem?.code !== 'auth.token_expired') return undefined;
    this.running ??= this.rotate().finally(() => (this.running = undefined));
    return this.running;
  }

  private async rotate(): Promise<string | undefined> {
    const answer = await this.send(
      new Request(new URL('/api/v1/auth/token-refreshes', this.baseUrl), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ refreshToken: this.refreshToken }),
      }),
    );
    if (!answer.ok) return undefined;
    const tokens = (await answer.json()) as Tokens;
    this.accessToken = tokens.accessToken;
    this.refreshToken = tokens.refreshToken;
    this.options.onTokens(tokens);
    return tokens.accessToken;
  }
}
