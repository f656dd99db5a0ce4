import { Logger } from '@nestjs/common';
import { type JWTVerifyGetKey, createLocalJWKSet, errors } from 'jose';
import { type RealClock, MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { KeysUnavailable } from './auth.errors';
import type { KeySource } from './key-source';

/** The minimum time between two reads for unknown key ids, in milliseconds: forged ids must not cause traffic. */
const COOL_DOWN_MS = 30 * SECOND_MS;

/** The age at which the set is read again in the background, in milliseconds, so that withdrawn keys disappear. */
const MAX_AGE_MS = 10 * MINUTE_MS;

/**
 * The public keys, cached in memory. An unknown key id makes it read the source again, at most once per cool-down.
 * While the source is unavailable, the last good set stays in use.
 *
 * jose chooses the key. Its `createRemoteJWKSet` caches too, but it waits for a new set once the old one has expired,
 * and fails without one; it cools down only after a success, so that every forged id causes a request during an outage;
 * and it reads over HTTP only, while the auth service has its keys in memory.
 */
export class KeySet {
  private readonly logger = new Logger(KeySet.name);
  private keys: JWTVerifyGetKey | undefined;
  private triedAt = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | undefined;

  constructor(
    private readonly source: KeySource,
    private readonly clock: RealClock,
  ) {}

  /** Finds the key that a token names in its header, as jose calls it. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const keys = this.keys ?? (await this.firstKeys());
    if (this.sinceLastTry() > MAX_AGE_MS) void this.reload();
    try {
      return await keys(header, token);
    } catch (error) {
      const unknownKey = error instanceof errors.JWKSNoMatchingKey;
      if (!unknownKey || (this.sinceLastTry() < COOL_DOWN_MS && !this.loading)) throw error;
      await this.reload();
      return (this.keys ?? keys)(header, token);
    }
  };

  private async firstKeys(): Promise<JWTVerifyGetKey> {
    await this.reload();
    if (!this.keys) throw new KeysUnavailable({ retryAfter: 1 });
    return this.keys;
  }

  private reload(): Promise<void> {
    this.loading ??= this.read().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async read(): Promise<void> {
    this.triedAt = this.clock.now().getTime();
    try {
      this.keys = createLocalJWKSet(await this.source.load());
    } catch (error) {
      this.logger.warn({ err: error, keepsLast: this.keys !== undefined }, 'public keys not read');
    }
  }

  private sinceLastTry(): number {
    return this.clock.now().getTime() - this.triedAt;
  }
}
