import { Logger } from '@nestjs/common';
import { type JWTVerifyGetKey, createLocalJWKSet, errors } from 'jose';
import { type Clock, MINUTE_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { KeysUnavailable } from './auth.errors';
import type { KeySource } from './key-source';

/** Between two readings because of a key id nobody knows, in milliseconds: forged ids must not cause traffic. */
const COOL_DOWN_MS = 30 * SECOND_MS;

/** After this time the set is read again in the background, in milliseconds, so that withdrawn keys go. */
const MAX_AGE_MS = 10 * MINUTE_MS;

/**
 * The public keys, kept in memory. A key id that is not known makes it read the source again, at most once per
 * cool-down; when the source is away the last good set stays in use.
 *
 * jose chooses the key. Its `createRemoteJWKSet` would keep the set as well, but not these promises: once the set is
 * too old it waits for a new one, and fails when there is none; it cools down after a success only, so that every
 * forged id is a request as long as the source is away; and it reads over HTTP alone, while the auth service has its
 * keys at hand.
 */
export class KeySet {
  private readonly logger = new Logger(KeySet.name);
  private keys: JWTVerifyGetKey | undefined;
  private triedAt = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | undefined;

  constructor(
    private readonly source: KeySource,
    private readonly clock: Clock,
  ) {}

  /** The key a token names in its header, in the form jose asks for it. */
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
      const state = this.keys ? 'the last good ones stay in use' : 'there are none yet';
      this.logger.warn(`The public keys could not be read, ${state}: ${String(error)}`);
    }
  }

  private sinceLastTry(): number {
    return this.clock.now().getTime() - this.triedAt;
  }
}
