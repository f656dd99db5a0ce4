import { Injectable } from '@nestjs/common';
import { currentLocale } from '@course-plateform/common/i18n';
import { Clock, newId } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';
import type { RegistrationCreateDto } from './account.dto';
import { Account } from './account.entity';
import { PasswordFactory } from './password.factory';

/** What an account is opened with: a registration, or what a provider says of somebody. */
export type AccountRequest = Omit<RegistrationCreateDto, 'password'> &
  Partial<Pick<RegistrationCreateDto, 'password'>>;

/** Makes valid accounts. */
@Injectable()
export class AccountFactory {
  constructor(
    private readonly passwords: PasswordFactory,
    private readonly clock: Clock,
  ) {}

  /** @param request without a password the address was proven elsewhere @throws PasswordRefused */
  async make(request: AccountRequest, role: Role): Promise<Account> {
    const { email, password } = request;
    const now = this.clock.now();
    const name = `${request.firstName} ${request.lastName}`;
    const passwordHash =
      password === undefined ? null : await this.passwords.make(password, { email, name });
    const account = new Account({
      id: newId(),
      email,
      passwordHash,
      role,
      locale: currentLocale(),
      now,
    });
    if (password === undefined) account.verifyEmail(now);
    return account;
  }
}
