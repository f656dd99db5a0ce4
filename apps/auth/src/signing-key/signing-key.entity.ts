import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import type { JWK } from 'jose';

/** There is at most one key in each of these states. */
export const ONE_KEY_PER_STATE = 'signing_key_state_unique';

/**
 * `next` is published before it signs, so that every service knows it by then; `previous` is published until the
 * last token it signed has expired.
 */
export enum SigningKeyState {
  next = 'next',
  current = 'current',
  previous = 'previous',
}

/** A key pair for access tokens. */
@Entity({ tableName: 'signing_key' })
@Unique({ name: ONE_KEY_PER_STATE, properties: ['state'] })
export class SigningKey {
  /** The `kid` in the header of tokens. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'text' })
  state: SigningKeyState;

  @Property({ type: 'json' })
  readonly publicKey: JWK;

  @Property({ type: 'text' })
  readonly encryptedPrivateKey: string;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  constructor(key: {
    id: string;
    state: SigningKeyState;
    publicKey: JWK;
    encryptedPrivateKey: string;
    now: Date;
  }) {
    this.id = key.id;
    this.state = key.state;
    this.publicKey = key.publicKey;
    this.encryptedPrivateKey = key.encryptedPrivateKey;
    this.createdAt = key.now;
  }
}
