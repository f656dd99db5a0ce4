import { createHash, randomBytes } from 'node:crypto';

/** 256 bits: nobody guesses it. */
const TOKEN_BYTES = 32;

/** The length of a token in characters. */
export const SECRET_TOKEN_LENGTH = 43;

/** A new secret, base64url. It is given out once and stored only as its hash. */
export function newSecretToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is stored of a secret. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
