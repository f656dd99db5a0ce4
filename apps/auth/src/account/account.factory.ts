import { Injectable } from '@nestjs/common';
import { currentLocale } from '@course-plateform/common/i18n';
import { RealClock, newId } from '@course-plateform/common/kernel';
import type { Role } from '@course-plateform/types/platform';
import type { RegistrationCreateDto } from './account.dto';
import { Account } from './account.entity';
import { PasswordFactory } from './password.factory';

/** The data of a new account: from a registration or a provider. */
export type AccountRequest = Omit<RegistrationCreateDto, 'password'> &
  Partial<Pick<RegistrationCreateDto, 'password'>>;

/** Creates valid accounts. */
@Injectable()
export class AccountFactory {
  constructor(
    private readonly passwords: PasswordFactory,
    private readonly clock: RealClock,
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
