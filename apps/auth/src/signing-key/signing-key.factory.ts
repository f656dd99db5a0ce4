import { Injectable } from '@nestjs/common';
import { type CryptoKey, type JWK, exportJWK, generateKeyPair, importJWK } from 'jose';
import { ACCESS_TOKEN_ALGORITHM } from '@course-plateform/common/auth';
import { RealClock, newId } from '@course-plateform/common/kernel';
import type { SigningKeyState } from '@course-plateform/types/auth';
import { AuthServiceSettings } from '../env';
import { KeyEncryption } from './key-encryption';
import { SigningKey } from './signing-key.entity';

/** Makes key pairs, and alone can open their private halves. */
@Injectable()
export class SigningKeyFactory {
  private readonly encryption: KeyEncryption;

  constructor(
    private readonly clock: RealClock,
    settings: AuthServiceSettings,
  ) {
    this.encryption = new KeyEncryption(settings.signingKeySecret);
  }

  async make(state: SigningKeyState): Promise<SigningKey> {
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

  /** @throws Error when it was encrypted with another secret */
  async privateKeyOf({ id, encryptedPrivateKey }: SigningKey): Promise<CryptoKey> {
    const jwk = JSON.parse(this.encryption.decrypt(id, encryptedPrivateKey)) as JWK;
    return (await importJWK(jwk, ACCESS_TOKEN_ALGORITHM)) as CryptoKey;
  }
}
