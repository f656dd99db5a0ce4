import { createClient } from './client';

/** A platform whose tokens have the rights of a confirmed address only when they were issued after it. */
class Verification {
  readonly calls: string[] = [];
  confirmed = false;
  private issued = 0;
  private readonly verified = new Set<string>();

  readonly fetch = (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const token = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
    this.calls.push(pathname.endsWith('token-refreshes') ? 'refresh' : `buy with ${token}`);
    if (pathname.endsWith('token-refreshes')) return Promise.resolve(this.issue());
    if (this.verified.has(token))
      return Promise.resolve(Response.json({ id: '1' }, { status: 201 }));
    return Promise.resolve(refused(403, 'auth.email_unverified'));
  };

  private issue(): Response {
    this.issued += 1;
    const accessToken = `a${this.issued}`;
    if (this.confirmed) this.verified.add(accessToken);
    return Response.json({ accessToken, refreshToken: `r${this.issued}` }, { status: 201 });
  }
}

function refused(status: number, code: string): Response {
  const body = { type: `/errors/${code}`, title: code, status, detail: 'No.', code };
  return Response.json(body, { status });
}

describe('a client whose user has just confirmed the address', () => {
  function clientOf(platform: Verification) {
    const client = createClient({
      baseUrl: 'http://127.0.0.1:1',
      token: 'a0',
      fetch: platform.fetch,
      refresh: { refreshToken: 'r0', onTokens: () => undefined },
    });
    return async (): Promise<number> =>
      (await client.POST('/api/v1/quotes', { body: { courseIds: [] } })).response.status;
  }

  it('gets the new permissions with the next call', async () => {
    const platform = new Verification();
    const buy = clientOf(platform);
    platform.confirmed = true;
    expect(await buy()).toBe(201);
    expect(platform.calls).toEqual(['buy with a0', 'refresh', 'buy with a1']);
  });

  it('does not refresh repeatedly while the address is unconfirmed', async () => {
    const platform = new Verification();
    const buy = clientOf(platform);
    expect([await buy(), await buy(), await buy()]).toEqual([403, 403, 403]);
    expect(platform.calls.filter((call) => call === 'refresh')).toHaveLength(1);
  });

  it('refreshes again some seconds later', async () => {
    jest.useFakeTimers({ now: 0 });
    try {
      const platform = new Verification();
      const buy = clientOf(platform);
      expect(await buy()).toBe(403);
      platform.confirmed = true;
      jest.setSystemTime(5_000);
      jest.advanceTimersByTime(5_000);
      expect(await buy()).toBe(201);
    } finally {
      jest.useRealTimers();
    }
  });

  it('does not refresh after any other rejection', async () => {
    let calls = 0;
    const client = createClient({
      baseUrl: 'http://127.0.0.1:1',
      token: 'a0',
      fetch: () => {
        calls += 1;
        return Promise.resolve(refused(403, 'auth.forbidden'));
      },
      refresh: { refreshToken: 'r0', onTokens: () => undefined },
    });
    expect((await client.GET('/api/v1/cart')).response.status).toBe(403);
    expect(calls).toBe(1);
  });
});
