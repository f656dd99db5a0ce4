import { type CryptoKey, SignJWT } from 'jose';
import type { Permission, Role } from '@course-plateform/types/platform';

/** The only signature algorithm of access tokens (RFC 8037, curve Ed25519). */
export const ACCESS_TOKEN_ALGORITHM = 'EdDSA';

/** The `typ` header of access tokens (RFC 9068), which distinguishes them from other JWTs. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** The claims of an access token about its user. */
export interface AccessTokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** The version of the role, which grows with each change; 0 when absent. */
  readonly roleVersion?: number;
}

/** How a token is signed, and for which audience. */
export interface AccessTokenSigning {
  readonly privateKey: CryptoKey;
  /** The key's id in the JWKS. */
  readonly keyId: string;
  readonly issuer: string;
  readonly audience: string;
  readonly issuedAt: Date;
  /** How long the token is valid, in seconds. */
  readonly lifetime: number;
}

/** Issues an access token. Only the auth service and the tests' token factory hold a key for it. */
export function signAccessToken(
  subject: AccessTokenSubject,
  signing: AccessTokenSigning,
): Promise<string> {
  const issuedAt = Math.floor(signing.issuedAt.getTime() / 1000);
  return new SignJWT({
    sid: subject.sessionId,
    role: subject.role,
    perms: subject.permissions,
    rv: subject.roleVersion ?? 0,
  })
    .setProtectedHeader({
      alg: ACCESS_TOKEN_ALGORITHM,
      typ: ACCESS_TOKEN_TYPE,
      kid: signing.keyId,
    })
    .setIssuer(signing.issuer)
    .setAudience(signing.audience)
    .setSubject(subject.userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + signing.lifetime)
    .sign(signing.privateKey);
}
