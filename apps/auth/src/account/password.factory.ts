import { Injectable } from '@nestjs/common';
import { AuthServiceSettings } from '../env';
import type { Account } from './account.entity';
import { PasswordRefused } from './account.errors';
import { OwnerNames } from './owner-names';
import { PasswordHasher } from './password-hasher';
import { type PasswordOwner, passwordFaults } from './password.rules';

/** Checks and hashes new passwords. */
@Injectable()
export class PasswordFactory {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly names: OwnerNames,
    private readonly settings: AuthServiceSettings,
  ) {}

  /**
   * @param pointer the field of the request that the password is from, as in RFC 6901
   * @throws PasswordRefused
   */
  make(password: string, owner: PasswordOwner, pointer = '/password'): Promise<string> {
    const errors = passwordFaults(password, owner, this.settings.commonPasswords, pointer);
    if (errors.length > 0) throw new PasswordRefused({ errors });
    return this.hasher.hash(password);
  }

  /**
   * For a user with an account. Requests the user's name, so do not call it inside a unit of work.
   * @param pointer the field of the request that the password is from, as in RFC 6901
   * @throws PasswordRefused
   */
  async makeFor({ id, email }: Account, password: string, pointer?: string): Promise<string> {
    return this.make(password, { email, name: await this.names.of(id) }, pointer);
  }
}
