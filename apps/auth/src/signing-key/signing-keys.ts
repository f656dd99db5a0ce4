import { EntityManager } from '@mikro-orm/core';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type CryptoKey,
  type JSONWebKeySet,
  type JWK,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { ACCESS_TOKEN_ALGORITHM, KeySource } from '@course-plateform/common/auth';
import { SETTINGS } from '@course-plateform/common/http';
import { Clock, newId } from '@course-plateform/common/kernel';
import { violates } from '@course-plateform/common/persistence';
import type { AuthServiceSettings } from '../env';
import { KeyEncryption } from './key-encryption';
import { ONE_KEY_PER_STATE, SigningKey, SigningKeyState } from './signing-key.entity';

/** The key that signs. */
export interface SigningPair {
  readonly keyId: string;
  readonly privateKey: CryptoKey;
}

/** The keys of access tokens: made at the first start, the same in all replicas. */
@Injectable()
export class SigningKeys extends KeySource implements OnModuleInit {
  private readonly encryption: KeyEncryption;
  private pair: SigningPair | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: AuthServiceSettings,
  ) {
    super();
    this.encryption = new KeyEncryption(settings.signingKeySecret);
  }

  async onModuleInit(): Promise<void> {
    const current = (await this.findCurrent()) ?? (await this.makeFirst());
    const jwk = JSON.parse(this.encryption.decrypt(current.id, current.encryptedPrivateKey)) as JWK;
    const privateKey = (await importJWK(jwk, ACCESS_TOKEN_ALGORITHM)) as CryptoKey;
    this.pair = { keyId: current.id, privateKey };
  }

  /** The key to sign with. */
  get current(): SigningPair {
    if (!this.pair) throw new Error('The signing key is not loaded yet');
    return this.pair;
  }

  /** The public keys: the next, the current and the previous one. */
  async load(): Promise<JSONWebKeySet> {
    const keys = await this.fork().find(SigningKey, {}, { orderBy: { createdAt: 'desc' } });
    return { keys: keys.map(({ publicKey }) => publicKey) };
  }

  private findCurrent(): Promise<SigningKey | null> {
    return this.fork().findOne(SigningKey, { state: SigningKeyState.current });
  }

  /** Of several replicas that start for the first time at once, one stores its keys. */
  private async makeFirst(): Promise<SigningKey> {
    const keys = await Promise.all([
      this.make(SigningKeyState.current),
      this.make(SigningKeyState.next),
    ]);
    try {
      await this.fork().persist(keys).flush();
    } catch (error) {
      if (!violates(error, ONE_KEY_PER_STATE)) throw error;
    }
    const current = await this.findCurrent();
    if (!current) throw new Error('There is no signing key, although one was stored');
    return current;
  }

  private async make(state: SigningKeyState): Promise<SigningKey> {
    const id = newId();
    const { privateKey, publicKey } = await generateKeyPair(ACCESS_TOKEN_ALGORITHM, {
      crv: 'Ed25519',
      extractable: true,
    });
    const named = { kid: id, alg: ACCESS_TOKEN_ALGORITHM, use: 'sig' };
    return new SigningKey({
      id,
      state,
      publicKey: { ...(await exportJWK(publicKey)), ...named },
      encryptedPrivateKey: this.encryption.encrypt(id, JSON.stringify(await exportJWK(privateKey))),
      now: this.clock.now(),
    });
  }

  private fork(): EntityManager {
    return this.em.fork({ useContext: false, disableContextResolution: true });
  }
}
