import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '@course-plateform/common/http';
import { Clock, newId } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';
import type { AuthServiceSettings } from '../env';
import type { RegistrationCreateDto } from './account.dto';
import { Account } from './account.entity';
import { PasswordRefused } from './account.errors';
import { PasswordHasher } from './password-hasher';
import { passwordFaults } from './password.rules';

/** Makes valid accounts. */
@Injectable()
export class AccountFactory {
  constructor(
    private readonly hasher: PasswordHasher,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: AuthServiceSettings,
  ) {}

  /** @throws PasswordRefused */
  async make(request: RegistrationCreateDto, role: Role): Promise<Account> {
    const errors = passwordFaults(request.password, request, this.settings.commonPasswords);
    if (errors.length > 0) throw new PasswordRefused({ errors });
    return new Account({
      id: newId(),
      email: request.email,
      passwordHash: await this.hasher.hash(request.password),
      role,
      now: this.clock.now(),
    });
  }
}
