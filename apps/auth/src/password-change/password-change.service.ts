import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { AccountRepository } from '../account/account.repository';
import { PasswordFactory } from '../account/password.factory';
import { SecurityEventType } from '../security-event/security-event.entity';
import type { Device } from '../device/device';
import { PasswordCheckService } from '../session/password-check.service';
import { InvalidCredentials } from '../session/session.errors';
import type { PasswordUpdateDto } from './password-change.dto';
import { CurrentPasswordWrong } from './password-change.errors';
import { PasswordSetter } from '../password-reset/password-setter';

/** Changes passwords for users who know the current one. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly checks: PasswordCheckService,
    private readonly passwords: PasswordFactory,
    private readonly setter: PasswordSetter,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws TooManyAttempts, CurrentPasswordWrong, PasswordRefused */
  async change(
    { userId: id, sessionId: keptSessionId }: Caller,
    { currentPassword, newPassword }: PasswordUpdateDto,
    device: Device,
  ): Promise<void> {
    const proven = await this.prove(id, currentPassword, device);
    const { passwordHash: current } = proven;
    const passwordHash = await this.passwords.makeFor(proven, newPassword, '/newPassword');
    await this.unitOfWork.run(async (em) => {
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const account = await em.findOneOrFail(Account, { id }, { lockMode });
      // A concurrent change was faster: the given password is no longer the current one.
      if (account.passwordHash !== current) throw new CurrentPasswordWrong();
      const type = SecurityEventType.passwordChange;
      await this.setter.set(em, account, passwordHash, { type, device, keptSessionId });
    });
  }

  /** An error of its own, because "wrong credentials" would tell clients that the session has ended. */
  private async prove(id: string, password: string, device: Device): Promise<Account> {
    const account = await this.accounts.find(id);
    if (!account) throw new CurrentPasswordWrong();
    try {
      const { email } = account;
      const type = SecurityEventType.passwordChange;
      return await this.checks.check(email, password, device, type);
    } catch (error) {
      if (error instanceof InvalidCredentials) throw new CurrentPasswordWrong({ cause: error });
      throw error;
    }
  }
}
