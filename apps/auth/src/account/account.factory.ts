import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';
import type { RegistrationCreateDto } from './account.dto';
import { Account } from './account.entity';
import { PasswordFactory } from './password.factory';

/** Makes valid accounts. */
@Injectable()
export class AccountFactory {
  constructor(
    private readonly passwords: PasswordFactory,
    private readonly clock: Clock,
  ) {}

  /** @throws PasswordRefused */
  async make(request: RegistrationCreateDto, role: Role): Promise<Account> {
    return new Account({
      id: newId(),
      email: request.email,
      passwordHash: await this.passwords.make(request.password, request),
      role,
      now: this.clock.now(),
    });
  }
}
