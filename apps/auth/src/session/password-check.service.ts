import { Injectable } from '@nestjs/common';
import type { Account } from '../account/account.entity';
import { AccountRepository } from '../account/account.repository';
import { PasswordHasher } from '../account/password-hasher';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { LoginThrottler } from './login-throttle';
import { InvalidCredentials } from './session.errors';

/** Finds out whether a user knows the password of an account, and slows down guessing. */
@Injectable()
export class PasswordCheckService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttler: LoginThrottler,
    private readonly securityLog: SecurityLog,
  ) {}

  /**
   * @param type what a wrong password is noted as
   * @throws TooManyAttempts; InvalidCredentials, after the same time whether there is such an account or not
   */
  async check(
    email: string,
    password: string,
    device: Device,
    type = SecurityEventType.signIn,
  ): Promise<Account> {
    const attempt = await this.throttler.begin(email, device.ip);
    const account = await this.accounts.findByEmail(email);
    const matches = await this.hasher.matches(password, account?.passwordHash ?? undefined);
    if (!account || !matches) throw await this.refusal(type, account, device);
    await this.throttler.succeed(attempt);
    return account;
  }

  /** A hash of the password that costs as much as one does now; undefined when the account has such a one. */
  async strongerHash(account: Account, password: string): Promise<string | undefined> {
    const { passwordHash } = account;
    if (passwordHash === null || !this.hasher.isTooCheap(passwordHash)) return undefined;
    return this.hasher.hash(password);
  }

  /** Noted for unknown accounts as well: their response must not be faster. */
  private async refusal(
    type: SecurityEventType,
    account: Account | null,
    device: Device,
  ): Promise<InvalidCredentials> {
    const refusal = new InvalidCredentials();
    await this.securityLog.addNow({
      type,
      accountId: account?.id,
      refusedWith: refusal.code,
      device,
    });
    return refusal;
  }
}
