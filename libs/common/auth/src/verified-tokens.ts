import type { Caller } from './caller';

interface Entry {
  readonly caller: Caller;
  /** When the token expires, in milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Verified tokens, so that a signature is checked once and not for every request. Evicts the least recently used. */
export class VerifiedTokens {
  private readonly entries = new Map<string, Entry>();

  /** @param capacity the maximum number of tokens */
  constructor(private readonly capacity = 5000) {}

  /** The caller of a token that was verified before and has not expired. @param now milliseconds since 1970 */
  get(token: string, now: number): Caller | undefined {
    const entry = this.entries.get(token);
    if (!entry) return undefined;
    this.entries.delete(token);
    if (entry.expiresAt <= now) return undefined;
    this.entries.set(token, entry);
    return entry.caller;
  }

  /** @param expiresAt milliseconds since 1970 */
  add(caller: Caller, expiresAt: number): void {
    if (this.entries.size >= this.capacity) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(caller.token, { caller, expiresAt });
  }
}
