import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  hkdfSync,
  randomFillSync,
} from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Random bytes in bulk: twelve at a time would take as long as the encryption. */
const nonces = Buffer.alloc(256 * NONCE_BYTES);
let nextNonce = nonces.length;

/**
 * Id and encryption key of a caller's `Idempotency-Key` on a route. Responses may contain personal data, so stored data
 * can be read only by a caller who sends the key again.
 */
export class IdempotencyIdentity {
  /** SHA-256 of caller, route and key. */
  readonly id: string;
  /** A `KeyObject`, because creating one from bytes for each use is slow. */
  private readonly secret: KeyObject;

  /** @param caller a unique name: a user's id, or the result of `anonymousCaller` */
  constructor(caller: string, route: string, key: string) {
    const identity = JSON.stringify([caller, route, key]);
    this.id = hash('sha256', identity);
    const derived = hkdfSync('sha256', identity, '', 'idempotency', 32);
    this.secret = createSecretKey(Buffer.from(derived));
  }

  /** A fingerprint of a body. */
  fingerprintOf(body: unknown): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify(body ?? null))
      .digest('hex');
  }

  /** Encrypts a response (AES-256-GCM). @returns nonce, tag and ciphertext in base64 */
  seal(text: string): string {
    const nonce = newNonce();
    const cipher = createCipheriv('aes-256-gcm', this.secret, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws Error when it was encrypted under another identity or changed */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    const tagEnd = NONCE_BYTES + TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', this.secret, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, tagEnd));
    return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString(
      'utf8',
    );
  }
}

function newNonce(): Buffer {
  if (nextNonce === nonces.length) {
    randomFillSync(nonces);
    nextNonce = 0;
  }
  nextNonce += NONCE_BYTES;
  return nonces.subarray(nextNonce - NONCE_BYTES, nextNonce);
}

/**
 * Names an anonymous caller by the body of the request, so that a guessed or shared key never matches the record of
 * another request.
 */
export function anonymousCaller(body: unknown): string {
  return `anonymous ${JSON.stringify(body ?? null)}`;
}
