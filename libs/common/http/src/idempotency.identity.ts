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

/** Random bytes are drawn in bulk: asking the system for twelve at a time takes as long as the encryption. */
const nonces = Buffer.alloc(256 * NONCE_BYTES);
let nextNonce = nonces.length;

/**
 * What a caller's `Idempotency-Key` on a route is stored under. Responses and bodies may hold personal data: what is
 * stored can be read or compared only by who sends the key again.
 */
export class IdempotencyIdentity {
  /** SHA-256 of caller, route and key. */
  readonly id: string;
  /** As a key and not as bytes, of which Node would make a key for each use, slowly. */
  private readonly secret: KeyObject;

  /** @param caller a text that nobody else can claim: a user's id, or what `anonymousCaller` makes */
  constructor(caller: string, route: string, key: string) {
    const identity = JSON.stringify([caller, route, key]);
    this.id = hash('sha256', identity);
    const derived = hkdfSync('sha256', identity, '', 'idempotency', 32);
    this.secret = createSecretKey(Buffer.from(derived));
  }

  /** Tells one body from another. */
  fingerprintOf(body: unknown): string {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify(body ?? null))
      .digest('hex');
  }

  /** Encrypts an answer (AES-256-GCM). @returns nonce, tag and ciphertext in base64 */
  seal(text: string): string {
    const nonce = newNonce();
    const cipher = createCipheriv('aes-256-gcm', this.secret, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws Error when it was sealed under another identity or changed */
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
 * Names a caller who is not signed in by all that is known of them: the body they send. So a key that is guessed, or
 * used by two of them, never meets the record of another request.
 */
export function anonymousCaller(body: unknown): string {
  return `anonymous ${JSON.stringify(body ?? null)}`;
}
