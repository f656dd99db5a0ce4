import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '@course-plateform/common/http';
import type { AuthServiceSettings } from '../env';
import { PasswordRefused } from './account.errors';
import { PasswordHasher } from './password-hasher';
import { type PasswordOwner, passwordFaults } from './password.rules';

/** Makes the hashes of passwords that somebody may have. */
@Injectable()
export class PasswordFactory {
  constructor(
    private readonly hasher: PasswordHasher,
    @Inject(SETTINGS) private readonly settings: AuthServiceSettings,
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
}
