import { type JSONWebKeySet, decodeProtectedHeader } from 'jose';
import { HttpKeySource, TokenVerifier } from '@course-plateform/common/auth';
import type { RunningService } from '@course-plateform/common/service';
import type { RpcContract } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { eventually } from '@course-plateform/common/test-kit';
import {
  SigningKeyState,
  type SigningKeyStatus,
  type SigningKeysRotated,
  signingKeyGetStatus,
  signingKeyRotate,
} from '@course-plateform/types/auth';
import { SecurityEvent, SecurityEventType } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { SigningKey } from '../src/signing-key/signing-key.entity';
import { SigningKeys } from '../src/signing-key/signing-keys';
import { type AuthFixture, asUser, registered, startAuth } from './auth.fixture';

const WAIT_MS = 900_000;
/** A token is good for 15 minutes, and replicas have ten seconds to notice. */
const PREVIOUS_MS = 910_000;
const USERS = 8;
/** Pairs of a refresh and a reading. */
const REQUESTS_EACH = 20;

describe('rotation of the signing keys', () => {
  let fixture: AuthFixture;
  let replica: RunningService;

  beforeEach(async () => {
    fixture = await startAuth();
    replica = await fixture.auth.replica();
  });

  afterEach(() => fixture.stop());

  /** As the operator, who is no service and whom no contract names. */
  function request<Reply extends object>(contract: RpcContract<object, Reply>): Promise<Reply> {
    const open = { ...contract, callers: ['operator'] };
    return fixture.auth.get(RpcClient).as('operator').request(open, {});
  }

  function status(): Promise<SigningKeyStatus> {
    return request(signingKeyGetStatus);
  }

  function rotate(): Promise<SigningKeysRotated> {
    return request(signingKeyRotate);
  }

  async function published(): Promise<string[]> {
    const { body } = await fixture.auth.http.get('/.well-known/jwks.json').expect(200);
    return (body as JSONWebKeySet).keys.map(({ kid }) => kid ?? '');
  }

  function keyIn({ keys }: SigningKeyStatus, state: SigningKeyState): string | undefined {
    return keys.find((key) => key.state === state)?.id;
  }

  it('signs with the next key, keeps the previous one published, and creates a new next one', async () => {
    const before = await status();
    expect(before.keys.map(({ state }) => state)).toEqual(['next', 'current']);
    fixture.clock.advance(WAIT_MS);
    const { currentId } = await rotate();
    const after = await status();
    expect(keyIn(after, SigningKeyState.current)).toBe(currentId);
    expect(currentId).toBe(keyIn(before, SigningKeyState.next));
    expect(keyIn(after, SigningKeyState.previous)).toBe(keyIn(before, SigningKeyState.current));
    expect((await published()).sort()).toEqual(after.keys.map(({ id }) => id).sort());
    expect(
      await fixture.auth.stored(SecurityEvent, { type: SecurityEventType.keysRotated }),
    ).toMatchObject([{ result: 'done', accountId: null }]);
  });

  it('is rejected until every service knows the next key, and changes nothing', async () => {
    const before = await status();
    fixture.clock.advance(WAIT_MS - 1);
    const refusal = { code: 'auth.rotation_too_early', status: 409 };
    await expect(rotate()).rejects.toMatchObject(refusal);
    expect(await status()).toEqual(before);
    expect(await fixture.auth.stored(SecurityEvent)).toEqual([]);
    fixture.clock.advance(1);
    await rotate();
    const { rotatableFrom } = await status();
    await expect(rotate()).rejects.toMatchObject({
      ...refusal,
      message: expect.stringContaining(rotatableFrom),
    });
  });

  it('happens once when it is requested twice at the same time', async () => {
    fixture.clock.advance(WAIT_MS);
    const orders = await Promise.allSettled([1, 2].map(() => rotate()));
    expect(orders.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(orders.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'auth.rotation_too_early' },
    });
    expect(await fixture.auth.stored(SigningKey)).toHaveLength(3);
  });

  it('unpublishes the previous key when its last token has expired, and deletes it at the next rotation', async () => {
    fixture.clock.advance(WAIT_MS);
    await rotate();
    const previous = keyIn(await status(), SigningKeyState.previous);
    fixture.clock.advance(PREVIOUS_MS - 1);
    expect(await published()).toContain(previous);
    fixture.clock.advance(1);
    expect(await published()).not.toContain(previous);
    await rotate();
    expect((await fixture.auth.stored(SigningKey)).map(({ id }) => id)).not.toContain(previous);
  });

  it('reaches all replicas', async () => {
    fixture.clock.advance(WAIT_MS);
    const { currentId } = await rotate();
    for (const keys of [fixture.auth.get(SigningKeys), replica.app.get(SigningKeys)]) {
      await eventually('the new key', () => keys.current.keyId === currentId);
      // Every ten seconds it is looked up, and decrypted when it is another one.
      const pair = keys.current;
      await keys.read();
      expect(keys.current).toBe(pair);
    }
  });

  it('fails no request on two replicas and in a service that had read the keys before', async () => {
    const users = [];
    for (let n = 0; n < USERS; n++) users.push(await registered(fixture.auth));
    const source = new HttpKeySource(`${fixture.auth.url}/.well-known/jwks.json`);
    const loads = jest.spyOn(source, 'load');
    const elsewhere = new TokenVerifier(
      { jwksUrl: '', issuer: 'course-plateform', audience: 'course-plateform-api' },
      source,
      fixture.clock,
    );
    const tokens = users.map(({ accessToken }) => accessToken);
    for (const token of tokens) await elsewhere.verify(token);
    // Only the keys have aged: the tokens, and what the service knows, are new.
    const createdAt = new Date(fixture.clock.now().getTime() - WAIT_MS);
    await fixture.auth.em().nativeUpdate(SigningKey, {}, { createdAt });

    let responded = 0;
    const rotation = { ordered: false };
    /** Refreshes and reads on and on, at one replica after the other, until both have signed with the new key. */
    const live = async (user: SignInResponse): Promise<void> => {
      let { refreshToken } = user;
      const fresh = new Set<string>();
      for (let n = 0; n < REQUESTS_EACH || fresh.size < 2; n++) {
        const url = n % 2 ? replica.url : fixture.auth.url;
        if (responded >= (USERS * REQUESTS_EACH) / 3 && !rotation.ordered) {
          rotation.ordered = true;
          await rotate();
        }
        const refreshed = await refresh(url, refreshToken);
        refreshToken = refreshed.refreshToken;
        tokens.push(refreshed.accessToken);
        if (keyOf(refreshed.accessToken) !== keyOf(user.accessToken)) fresh.add(url);
        await elsewhere.verify(refreshed.accessToken);
        // A token of before or of after, as it comes.
        expect(await read(url, tokens[responded % tokens.length] ?? '')).toBe(200);
        responded += 1;
      }
    };
    await Promise.all(users.map(live));

    expect(responded).toBeGreaterThanOrEqual(USERS * REQUESTS_EACH);
    expect(new Set(tokens.map(keyOf)).size).toBe(2);
    for (const token of tokens) await elsewhere.verify(token);
    // It knew the next key already, so it did not have to fetch it.
    expect(loads).toHaveBeenCalledTimes(1);
  }, 90_000);
});

function keyOf(token: string): string | undefined {
  return decodeProtectedHeader(token).kid;
}

async function refresh(url: string, refreshToken: string): Promise<SignInResponse> {
  const response = await fetch(new URL('/api/v1/auth/token-refreshes', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refreshToken }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as SignInResponse;
}

async function read(url: string, accessToken: string): Promise<number> {
  const headers = asUser({ accessToken });
  return (await fetch(new URL('/api/v1/auth/security-events', url), { headers })).status;
}
