import { type CryptoKey, type JWK, SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';
import { newId, present } from '@course-plateform/common/kernel';
import { Role, permissionsOf } from '@course-plateform/types/platform';

/** A key whose signatures the service under test takes. */
export interface TrustedKey {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  /** As the service reads it from the key set. */
  readonly publicKey: JWK;
}

/** What may differ from the token of an admin that is good. */
interface TokenChange {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly without?: readonly string[];
  /** The key that signs; the trusted one when absent. */
  readonly signWith?: CryptoKey | Uint8Array;
}

/** A token that must be refused, and with which code. */
export interface TokenForgery {
  readonly title: string;
  readonly code: 'auth.token_invalid' | 'auth.token_expired';
  make(key: TrustedKey): Promise<string> | string;
}

const LIFETIME = 900;
/** Beyond what the clocks of two machines may differ by, in seconds. */
const FUTURE = 120;
/** Long, and still short enough for an HTTP header. */
const LONG = 12_000;

/** A token of an admin: a good one when nothing is changed. */
export function tokenOf(key: TrustedKey, change: TokenChange = {}): Promise<string> {
  const without = new Set(change.without ?? []);
  const entries = Object.entries({ ...goodClaims(), ...change.claims });
  return new SignJWT(Object.fromEntries(entries.filter(([name]) => !without.has(name))))
    .setProtectedHeader({ ...headerOf(key), ...change.header })
    .sign(change.signWith ?? key.privateKey);
}

function headerOf({ keyId }: TrustedKey) {
  return { alg: 'EdDSA', typ: 'at+jwt', kid: keyId };
}

function goodClaims() {
  const now = nowSeconds();
  return {
    iss: 'course-plateform',
    aud: 'course-plateform-api',
    sub: newId(),
    sid: newId(),
    role: Role.admin,
    perms: permissionsOf(Role.admin),
    iat: now,
    exp: now + LIFETIME,
  };
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

async function strangersKey(): Promise<{ privateKey: CryptoKey; publicKey: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  return { privateKey, publicKey: await exportJWK(publicKey) };
}

/** Signed by someone else, who names the trusted key all the same unless the header says otherwise. */
async function forged(key: TrustedKey, change: TokenChange = {}): Promise<string> {
  const { privateKey, publicKey } = await strangersKey();
  const header = {
    ...change.header,
    ...('jwk' in (change.header ?? {}) ? { jwk: publicKey } : {}),
  };
  return tokenOf(key, { ...change, header, signWith: privateKey });
}

/** The good token with another header or payload under the same signature. */
async function tampered(
  key: TrustedKey,
  change: (parts: [header: string, payload: string, signature: string]) => readonly string[],
): Promise<string> {
  const [header = '', payload = '', signature = ''] = (await tokenOf(key)).split('.');
  return change([header, payload, signature]).join('.');
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function invalid(title: string, make: TokenForgery['make']): TokenForgery {
  return { title, code: 'auth.token_invalid', make };
}

const SIGNATURES: readonly TokenForgery[] = [
  invalid('whose signature was changed', (key) =>
    tampered(key, ([header, payload, signature]) => [
      header,
      payload,
      `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    ]),
  ),
  invalid('whose payload was changed', (key) =>
    tampered(key, ([header, , signature]) => [header, encoded(goodClaims()), signature]),
  ),
  invalid('without a signature', (key) =>
    tampered(key, ([header, payload]) => [header, payload, '']),
  ),
  invalid('of another key under the same id', (key) => forged(key)),
  invalid('of an unknown key', (key) => forged(key, { header: { kid: newId() } })),
  invalid('of another key that names none', (key) => forged(key, { header: { kid: undefined } })),
  invalid('that brings its own key', (key) => forged(key, { header: { jwk: {} } })),
  invalid('of the algorithm "none"', () => new UnsecuredJWT(goodClaims()).encode()),
  invalid('of the algorithm "none" that names type and key', (key) =>
    [encoded({ ...headerOf(key), alg: 'none' }), encoded(goodClaims()), ''].join('.'),
  ),
  invalid('of HS256 with the public key as the secret', (key) =>
    tokenOf(key, {
      header: { alg: 'HS256' },
      signWith: Buffer.from(present(key.publicKey.x, 'x of the public key'), 'base64url'),
    }),
  ),
  invalid('of HS256 with the published form of the key as the secret', (key) =>
    tokenOf(key, {
      header: { alg: 'HS256' },
      signWith: Buffer.from(JSON.stringify(key.publicKey)),
    }),
  ),
];

const CLAIMS: readonly TokenForgery[] = [
  {
    title: 'that has expired',
    code: 'auth.token_expired',
    make: (key) =>
      tokenOf(key, { claims: { iat: nowSeconds() - LIFETIME - 1, exp: nowSeconds() - 1 } }),
  },
  invalid('that never expires', (key) => tokenOf(key, { without: ['exp'] })),
  invalid('that is not good yet', (key) =>
    tokenOf(key, { claims: { nbf: nowSeconds() + FUTURE } }),
  ),
  invalid('that was issued in the future', (key) =>
    tokenOf(key, { claims: { iat: nowSeconds() + FUTURE, exp: nowSeconds() + FUTURE + LIFETIME } }),
  ),
  invalid('for another audience', (key) => tokenOf(key, { claims: { aud: 'another-api' } })),
  invalid('for nobody', (key) => tokenOf(key, { without: ['aud'] })),
  invalid('of another issuer', (key) => tokenOf(key, { claims: { iss: 'somebody-else' } })),
  invalid('of no issuer', (key) => tokenOf(key, { without: ['iss'] })),
  invalid('of a role that there is not', (key) => tokenOf(key, { claims: { role: 'root' } })),
  invalid('of the type "JWT"', (key) => tokenOf(key, { header: { typ: 'JWT' } })),
  invalid('without a type', (key) => tokenOf(key, { header: { typ: undefined } })),
];

const TEXTS: readonly TokenForgery[] = [
  // The form of refresh tokens, see the auth service: 256 random bits, base64url.
  invalid('that is a refresh token', () => 'k3VbT0w6m1nQxZr8yE5sUaJcF2hLpD9gYtRiWqXoNuM'),
  invalid('that is empty', () => ''),
  invalid('that is very long', () => 'a'.repeat(LONG)),
  invalid('that is very long, in three parts', () =>
    Array(3)
      .fill('a'.repeat(LONG / 3))
      .join('.'),
  ),
  invalid('of one part', () => 'token'),
  invalid('of five parts', () => 'a.b.c.d.e'),
  invalid('that is not base64url', () => '~~~.~~~.~~~'),
  invalid('that is not JSON', () => `${Buffer.from('no').toString('base64url')}.e30.AA`),
];

/** Every way in which a token can be wrong. */
export const TOKEN_FORGERIES: readonly TokenForgery[] = [...SIGNATURES, ...CLAIMS, ...TEXTS];
