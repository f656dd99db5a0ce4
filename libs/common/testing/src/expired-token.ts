import { type JWK, SignJWT, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { TextEncryption } from '@course-plateform/common/kernel';

const HOUR = 3_600;

/** A private key as the auth service stores it, and the secret it is encrypted with. */
export interface StoredSigningKey {
  readonly id: string;
  readonly encryptedPrivateKey: string;
  readonly secret: string;
}

/** An access token of a running platform as it would be an hour later: signed by the same key, and over. */
export async function expiredToken(token: string, key: StoredSigningKey): Promise<string> {
  const { alg = '', ...header } = decodeProtectedHeader(token);
  const { iat = 0, nbf = iat, exp = 0, ...claims } = decodeJwt(token);
  const jwk = new TextEncryption(key.secret, 'signing-key').decrypt(
    key.id,
    key.encryptedPrivateKey,
  );
  return new SignJWT({ ...claims, iat: iat - HOUR, nbf: nbf - HOUR, exp: exp - HOUR })
    .setProtectedHeader({ ...header, alg })
    .sign(await importJWK(JSON.parse(jwk) as JWK, alg));
}
