import { type CryptoKey, SignJWT } from 'jose';
import type { Permission, Role } from '@course-plateform/types/platform';

/** The only signature algorithm of access tokens (RFC 8037, curve Ed25519). */
export const ACCESS_TOKEN_ALGORITHM = 'EdDSA';

/** The `typ` header of access tokens (RFC 9068): no other kind of JWT passes for one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** What an access token says about its holder. */
export interface AccessTokenSubject {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** Counts the changes of the role; 0 when absent. */
  readonly roleVersion?: number;
}

/** What it is signed with, and for whom. */
export interface AccessTokenSigning {
  readonly privateKey: CryptoKey;
  /** The key's id in the JWKS. */
  readonly keyId: string;
  readonly issuer: string;
  readonly audience: string;
  readonly issuedAt: Date;
  /** How long the token is good, in seconds. */
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
