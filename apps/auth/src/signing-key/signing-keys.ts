import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { CryptoKey, JSONWebKeySet } from 'jose';
import { KeySource } from '@course-plateform/common/auth';
import { RealClock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { forkOf, violates } from '@course-plateform/common/persistence';
import { SigningKeyState } from '@course-plateform/types/auth';
import { AuthServiceSettings } from '../env';
import { ONE_KEY_PER_STATE, SigningKey } from './signing-key.entity';
import { SigningKeyFactory } from './signing-key.factory';
import { lastTokenExpiry } from './signing-key.rules';

/** How often a replica looks whether another key signs now, in milliseconds. */
const EVERY_MS = 2000;

/** The key that signs. */
export interface SigningPair {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
}

/** The keys of access tokens: made at the first start, the same in all replicas within two seconds. */
@Injectable()
export class SigningKeys extends KeySource implements OnModuleInit, OnApplicationShutdown {
  private pair: SigningPair | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
    private readonly factory: SigningKeyFactory,
    private readonly logger: Logger,
    private readonly settings: AuthServiceSettings,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.makeMissing();
    await this.read();
    clearInterval(this.timer);
    this.timer = setInterval(() => void this.readInBackground(), EVERY_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** The key to sign with. */
  get current(): SigningPair {
    if (!this.pair) throw new Error('The signing key is not loaded yet');
    return this.pair;
  }

  /** The public keys: the next, the current, and the previous one as long as there are good tokens of it. */
  async load(): Promise<JSONWebKeySet> {
    const now = this.clock.now();
    const keys = await this.fork().find(SigningKey, {}, { orderBy: { createdAt: 'desc' } });
    const published = keys.filter((key) => !this.isOver(key, now));
    return { keys: published.map(({ publicKey }) => publicKey) };
  }

  /** Takes the key over that signs now. */
  async read(): Promise<void> {
    const current = await this.fork().findOneOrFail(SigningKey, { state: SigningKeyState.current });
    if (current.id === this.pair?.keyId) return;
    const privateKey = await this.factory.privateKeyOf(current);
    this.pair = { keyId: current.id, privateKey };
    this.logger.info({ keyId: current.id }, 'signing key selected');
  }

  private async readInBackground(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      this.logger.warn({ err: error }, 'signing key not read; keeping the last one');
    }
  }

  private isOver(key: SigningKey, now: Date): boolean {
    return key.retiredAt !== null && lastTokenExpiry(key.retiredAt, this.settings) <= now;
  }

  /** Of several replicas that start for the first time at once, one stores its keys. */
  private async makeMissing(): Promise<void> {
    const em = this.fork();
    const there = new Set((await em.find(SigningKey, {})).map(({ state }) => state));
    const missing = [SigningKeyState.current, SigningKeyState.next].filter(
      (state) => !there.has(state),
    );
    try {
      em.persist(await Promise.all(missing.map((state) => this.factory.make(state))));
      await em.flush();
    } catch (error) {
      if (!violates(error, ONE_KEY_PER_STATE)) throw error;
    }
  }

  private fork(): EntityManager {
    return forkOf(this.em);
  }
}
