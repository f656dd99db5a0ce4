import {
  type CryptoKey,
  type JSONWebKeySet,
  SignJWT,
  errors,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { FixedClock, newId, present } from '@course-plateform/common/kernel';
import { Permission, Role } from '@course-plateform/types/platform';
import { type AccessTokenSigning, signAccessToken } from './access-token';
import { KeySource } from './key-source';
import { TokenVerifier } from './token-verifier';

class KeysAtHand extends KeySource {
  keys: JSONWebKeySet = { keys: [] };
  unavailable = false;
  loads = 0;

  load(): Promise<JSONWebKeySet> {
    this.loads++;
    return this.unavailable ? Promise.reject(new Error('away')) : Promise.resolve(this.keys);
  }
}

const settings = { jwksUrl: 'http://127.0.0.1:1/', issuer: 'us', audience: 'api' };
const subject = {
  userId: newId(),
  sessionId: newId(),
  role: Role.user,
  permissions: [Permission.cartManage],
};

async function keyPair(keyId: string) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { keyId, privateKey, jwk: { ...(await exportJWK(publicKey)), kid: keyId, alg: 'EdDSA' } };
}

describe('TokenVerifier', () => {
  let clock: FixedClock;
  let source: KeysAtHand;
  let verifier: TokenVerifier;
  let first: Awaited<ReturnType<typeof keyPair>>;

  function signing(key: { keyId: string; privateKey: CryptoKey } = first): AccessTokenSigning {
    return {
      privateKey: key.privateKey,
      keyId: key.keyId,
      issuer: 'us',
      audience: 'api',
      issuedAt: clock.now(),
      lifetime: 900,
    };
  }

  beforeAll(async () => {
    first = await keyPair('one');
  });

  beforeEach(() => {
    clock = new FixedClock(new Date('2026-01-01T00:00:00Z'));
    source = new KeysAtHand();
    source.keys = { keys: [first.jwk] };
    verifier = new TokenVerifier(settings, source, clock);
  });

  it('returns the caller of a valid token', async () => {
    const token = await signAccessToken(subject, signing());
    const caller = await verifier.verify(token);
    expect(caller).toMatchObject({ userId: subject.userId, role: Role.user, token });
    expect([...caller.permissions]).toEqual([Permission.cartManage]);
    expect(caller.roleVersion).toBe(0);
    const later = await verifier.verify(
      await signAccessToken({ ...subject, roleVersion: 7 }, signing()),
    );
    expect(later.roleVersion).toBe(7);
  });

  it('caches a verified token until it expires', async () => {
    const token = await signAccessToken(subject, signing());
    expect(verifier.known(token)).toBeUndefined();
    const caller = await verifier.verify(token);
    expect(verifier.known(token)).toBe(caller);
    clock.advance(900_000);
    expect(verifier.known(token)).toBeUndefined();
    await expect(verifier.verify(token)).rejects.toMatchObject({
      code: 'auth.token_expired',
      cause: expect.any(errors.JWTExpired),
    });
  });

  it('tolerates a clock that is a little ahead, and rejects tokens from the future', async () => {
    const after = (seconds: number) => new Date(clock.now().getTime() + seconds * 1000);
    const ahead = await signAccessToken(subject, { ...signing(), issuedAt: after(10) });
    expect(await verifier.verify(ahead)).toBeDefined();
    const future = await signAccessToken(subject, { ...signing(), issuedAt: after(11) });
    await expect(verifier.verify(future)).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  it.each([
    ['another issuer', { issuer: 'them' }],
    ['another audience', { audience: 'web' }],
  ])('rejects a token with %s', async (_, other) => {
    const token = await signAccessToken(subject, { ...signing(), ...other });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  it('rejects the token of another key with a known id', async () => {
    const forger = await keyPair('one');
    const token = await signAccessToken(subject, signing(forger));
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  it('rejects other algorithms, also with the public key as the secret', async () => {
    const secret = Buffer.from(present(first.jwk.x, 'x of the public key'), 'base64url');
    const claims = { sid: subject.sessionId, role: 'admin', perms: [] };
    const confused = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'one' })
      .setIssuer('us')
      .setAudience('api')
      .setSubject(subject.userId)
      .setIssuedAt(clock.now())
      .setExpirationTime(new Date(clock.now().getTime() + 900_000))
      .sign(secret);
    const unsigned = `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${confused.split('.')[1]}.`;
    for (const token of [confused, unsigned]) {
      await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
    }
  });

  it('rejects another type of JWT from the same issuer', async () => {
    const token = await new SignJWT({ sid: subject.sessionId, role: 'user', perms: [] })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: 'one' })
      .setIssuer('us')
      .setAudience('api')
      .setSubject(subject.userId)
      .setIssuedAt(clock.now())
      .setExpirationTime(new Date(clock.now().getTime() + 900_000))
      .sign(first.privateKey);
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  it.each([
    ['a user id that is none', { userId: 'me' }],
    ['a session id that is none', { sessionId: '' }],
    ['a version of the role that is none', { roleVersion: -1 }],
    ['a role that is none', { role: 'root' as Role }],
  ])('rejects %s', async (_, other) => {
    const token = await signAccessToken({ ...subject, ...other }, signing());
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
  });

  it('rejects what is not a token', async () => {
    for (const token of ['', 'x', 'a.b.c', `${'a'.repeat(5000)}`]) {
      await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
    }
  });

  it('reads the keys again for a new key id, but not for every forged one', async () => {
    await verifier.verify(await signAccessToken(subject, signing()));
    const second = await keyPair('two');
    source.keys = { keys: [first.jwk, second.jwk] };
    const token = await signAccessToken(subject, signing(second));
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'auth.token_invalid' });
    expect(source.loads).toBe(1);
    clock.advance(30_000);
    expect(await verifier.verify(await signAccessToken(subject, signing(second)))).toBeDefined();
    expect(source.loads).toBe(2);
    const forger = await keyPair('three');
    for (let n = 0; n < 5; n++) {
      await expect(
        verifier.verify(await signAccessToken({ ...subject, sessionId: newId() }, signing(forger))),
      ).rejects.toMatchObject({ code: 'auth.token_invalid' });
    }
    expect(source.loads).toBe(2);
  });

  it('keeps the last good keys while the auth service is unavailable', async () => {
    await verifier.verify(await signAccessToken(subject, signing()));
    source.unavailable = true;
    clock.advance(700_000);
    expect(await verifier.verify(await signAccessToken(subject, signing()))).toBeDefined();
  });

  it('rejects every token before it has keys, and verifies them afterwards', async () => {
    source.unavailable = true;
    const token = await signAccessToken(subject, signing());
    await expect(verifier.verify(token)).rejects.toMatchObject({
      code: 'auth.keys_unavailable',
      occurrence: { retryAfter: 1 },
    });
    source.unavailable = false;
    expect(await verifier.verify(token)).toBeDefined();
  });

  it('reads the keys once for concurrent callers', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () =>
        signAccessToken({ ...subject, sessionId: newId() }, signing()),
      ),
    );
    await Promise.all(tokens.map((token) => verifier.verify(token)));
    expect(source.loads).toBe(1);
  });
});
