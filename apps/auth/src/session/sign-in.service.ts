import { Injectable } from '@nestjs/common';
import type { Account } from '../account/account.entity';
import { AccountSuspended } from '../account/account.errors';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { PasswordCheckService } from './password-check.service';
import type { SessionCreateDto, SignInResponse } from './session.dto';
import { SessionOpeningService } from './session-opening.service';

/** Signs users in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordCheckService,
    private readonly sessions: SessionOpeningService,
    private readonly securityLog: SecurityLog,
  ) {}

  /** @throws TooManyAttempts, InvalidCredentials, AccountSuspended */
  async signIn({ email, password }: SessionCreateDto, device: Device): Promise<SignInResponse> {
    const account = await this.passwords.check(email, password, device);
    try {
      return await this.open(account, password, device);
    } catch (error) {
      if (error instanceof AccountSuspended) await this.noteRefusal(account.id, error, device);
      throw error;
    }
  }

  private async open(account: Account, password: string, device: Device): Promise<SignInResponse> {
    const strongerHash = await this.passwords.strongerHash(account, password);
    return this.sessions.open(account, device, (_em, present) => {
      if (strongerHash !== undefined) keepHash(present, account, strongerHash);
    });
  }

  private noteRefusal(
    accountId: string,
    { code: refusedWith }: AccountSuspended,
    device: Device,
  ): Promise<void> {
    const type = SecurityEventType.signIn;
    return this.securityLog.addNow({ type, accountId, refusedWith, device });
  }
}

/** Not when the password was changed in the meantime. @param checked as the password was compared with it */
function keepHash(account: Account, checked: Account, strongerHash: string): void {
  if (account.passwordHash === checked.passwordHash) account.strengthenHash(strongerHash);
}
