import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import type { JWK } from 'jose';
import { SigningKeyState } from '@course-plateform/types/auth';

/** There is at most one key in each state. */
export const ONE_KEY_PER_STATE = 'signing_key_state_unique';

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

  /** When another key took its place. */
  @Property({ type: 'datetime', nullable: true })
  retiredAt: Date | null = null;

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

  /** Lets a next key sign. */
  promote(): void {
    this.state = SigningKeyState.current;
  }

  /** Lets a current key sign no more. */
  retire(now: Date): void {
    this.state = SigningKeyState.previous;
    this.retiredAt = now;
  }
}
