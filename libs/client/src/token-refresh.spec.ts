import { type PlatformClient, type RefreshOptions, createClient } from './index';

const BASE_URL = 'http://127.0.0.1:1';

/** The rules of the platform for one session, without a network between. */
class Session {
  readonly refreshes: string[] = [];
  ended = false;
  /** Whether the parent of the newest token was replaced just now. */
  inRaceWindow = false;
  private readonly chain = ['r0'];

  readonly fetch = async (request: Request): Promise<Response> => {
    if (!request.url.includes('token-refreshes')) return this.resource(request);
    const { refreshToken } = (await request.json()) as { refreshToken: string };
    this.refreshes.push(refreshToken);
    if (this.ended) return problem(401, 'auth.refresh_invalid');
    const age = this.chain.length - 1 - this.chain.indexOf(refreshToken);
    if (age === 1 && this.inRaceWindow) return problem(409, 'auth.refresh_race');
    if (age !== 0) {
      this.ended = true;
      return problem(401, 'auth.refresh_reused');
    }
    const next = `r${this.chain.length}`;
    this.chain.push(next);
    return Response.json({ accessToken: `a-${next}`, refreshToken: next }, { status: 201 });
  };

  /** Someone else renews. @returns the newest token */
  async renewElsewhere(): Promise<string> {
    const body = JSON.stringify({ refreshToken: this.chain.at(-1) });
    await this.fetch(new Request(`${BASE_URL}/token-refreshes`, { method: 'POST', body }));
    return this.chain.at(-1) ?? '';
  }

  private resource({ headers }: Request): Response {
    const token = headers.get('authorization');
    if (token === 'Bearer old') return problem(401, 'auth.token_expired');
    return Response.json({ items: [], page: { next: null, limit: 20 } });
  }
}

function problem(status: number, code: string): Response {
  const body = { type: `/errors/${code}`, title: code, status, detail: 'No.', code };
  return Response.json(body, { status });
}

describe('token refresh in several clients of one session', () => {
  let session: Session;
  let stored: { refreshToken: string | undefined };
  let reasons: string[];

  beforeEach(() => {
    session = new Session();
    stored = { refreshToken: 'r0' };
    reasons = [];
  });

  function tab(change: Partial<RefreshOptions> = {}): PlatformClient {
    return createClient({
      baseUrl: BASE_URL,
      token: 'old',
      fetch: session.fetch,
      refresh: {
        refreshToken: () => stored.refreshToken,
        onTokens: ({ refreshToken }) => (stored.refreshToken = refreshToken),
        onSignedOut: (reason) => reasons.push(reason),
        ...change,
      },
    });
  }

  const statusOf = async (client: PlatformClient): Promise<number> =>
    (await client.GET('/api/v1/enrollments')).response.status;

  it.each([
    ['at once', () => stored.refreshToken],
    ['later', () => Promise.resolve(stored.refreshToken)],
  ])(
    'reads the stored token %s, so that the second tab continues with that of the first',
    async (_, refreshToken) => {
      const [first, second] = [tab({ refreshToken }), tab({ refreshToken })];
      expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
      expect(session.refreshes).toEqual(['r0', 'r1']);
      expect([session.ended, reasons]).toEqual([false, []]);
    },
  );

  it('reads the stored token again after another tab has won a race', async () => {
    const reads = ['r0', 'r0'];
    session.inRaceWindow = true;
    stored.refreshToken = await session.renewElsewhere();
    const late = tab({ refreshToken: () => reads.shift() ?? stored.refreshToken });
    expect(await statusOf(late)).toBe(200);
    expect(session.refreshes).toEqual(['r0', 'r0', 'r1']);
    expect(reasons).toEqual([]);
  });

  it('refreshes under one lock, and releases it when the new token is stored', async () => {
    const steps: string[] = [];
    const locks = {
      request: async (name: string, work: () => Promise<unknown>) => {
        steps.push(`locked ${name}`);
        const result = await work();
        steps.push('unlocked');
        return result;
      },
    };
    const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
    Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
    try {
      const onTokens = async (): Promise<void> => {
        await Promise.resolve();
        steps.push('stored');
      };
      expect(await statusOf(tab({ onTokens }))).toBe(200);
    } finally {
      if (before) Object.defineProperty(globalThis, 'navigator', before);
    }
    expect(steps).toEqual([
      `locked course-plateform token refresh ${BASE_URL}`,
      'stored',
      'unlocked',
    ]);
  });

  it('reports once why the user is signed out, and does not send that token again', async () => {
    session.ended = true;
    const client = tab();
    expect([await statusOf(client), await statusOf(client)]).toEqual([401, 401]);
    expect(reasons).toEqual(['auth.refresh_invalid']);
    expect(session.refreshes).toEqual(['r0']);
  });

  it('continues with the token of a new sign-in', async () => {
    session.ended = true;
    const client = tab();
    await statusOf(client);
    session = Object.assign(session, { ended: false });
    stored.refreshToken = await session.renewElsewhere();
    expect(await statusOf(client)).toBe(200);
  });

  it('reports a sign-out when another tab has signed out', async () => {
    stored.refreshToken = undefined;
    expect(await statusOf(tab())).toBe(401);
    expect([reasons, session.refreshes]).toEqual([['signed_out'], []]);
  });

  it('does not treat an outage as the end of a session', async () => {
    const client = createClient({
      baseUrl: BASE_URL,
      token: 'old',
      fetch: (request) =>
        request.url.includes('token-refreshes')
          ? Promise.resolve(problem(503, 'service.unavailable'))
          : session.fetch(request),
      refresh: {
        refreshToken: 'r0',
        onTokens: () => undefined,
        onSignedOut: (reason) => reasons.push(reason),
      },
    });
    expect(await statusOf(client)).toBe(401);
    expect(reasons).toEqual([]);
  });

  /** A tab that reads one token after the other, in front of a sign-in that gives each its own response. */
  function reading(tokens: string[], responses: Readonly<Record<string, Response>>) {
    const requested: string[] = [];
    const client = createClient({
      baseUrl: BASE_URL,
      token: 'old',
      fetch: async (request) => {
        if (!request.url.endsWith('/api/v1/auth/token-refreshes')) return session.fetch(request);
        expect(request.headers.get('content-type')).toBe('application/json');
        const { refreshToken } = (await request.json()) as { refreshToken: string };
        requested.push(refreshToken);
        return responses[refreshToken] ?? problem(500, 'internal.error');
      },
      refresh: {
        refreshToken: () => tokens.shift() ?? null,
        onTokens: () => undefined,
        onSignedOut: (reason) => reasons.push(reason),
      },
    });
    return { client, requested };
  }

  it.each(['auth.refresh_invalid', 'auth.refresh_reused', 'auth.account_suspended'])(
    'continues after %s with the token that a new sign-in has stored meanwhile',
    async (code) => {
      const { client, requested } = reading(['ended', 'new'], {
        ended: problem(401, code),
        new: Response.json({ accessToken: 'a', refreshToken: 'next' }, { status: 201 }),
      });
      expect(await statusOf(client)).toBe(200);
      expect([requested, reasons]).toEqual([['ended', 'new'], []]);
    },
  );

  it('reports why the session ended when the stored token has ended too', async () => {
    const { client, requested } = reading(['ended', 'too'], {
      ended: problem(401, 'auth.refresh_invalid'),
      too: problem(403, 'auth.account_suspended'),
    });
    expect(await statusOf(client)).toBe(401);
    expect([requested, reasons]).toEqual([['ended', 'too'], ['auth.account_suspended']]);
  });

  it('refreshes once while auth is unavailable, whatever is stored meanwhile', async () => {
    const { client, requested } = reading(['first', 'second'], {
      first: problem(503, 'service.unavailable'),
    });
    expect(await statusOf(client)).toBe(401);
    expect([requested, reasons]).toEqual([['first'], []]);
  });

  it('treats an empty store as signed out', async () => {
    const { client, requested } = reading([], {});
    expect(await statusOf(client)).toBe(401);
    expect([requested, reasons]).toEqual([[], ['signed_out']]);
  });

  it('gives up after a race whose winner stores no token, and stays signed in', async () => {
    const { client, requested } = reading(Array<string>(20).fill('lost'), {
      lost: problem(409, 'auth.refresh_race'),
    });
    jest.useFakeTimers();
    try {
      const status = statusOf(client);
      await jest.advanceTimersByTimeAsync(10_000);
      expect(await status).toBe(401);
    } finally {
      jest.useRealTimers();
    }
    expect([requested, reasons]).toEqual([['lost'], []]);
  });
});
