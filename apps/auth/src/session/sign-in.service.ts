import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { AccountSuspended } from '../account/account.errors';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from './device';
import { NewDeviceService } from './new-device.service';
import { PasswordCheckService } from './password-check.service';
import type { SessionCreateDto, SignInResponse } from './session.dto';
import { SessionIssuer } from './session.issuer';

/** Signs people in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly passwords: PasswordCheckService,
    private readonly sessions: SessionIssuer,
    private readonly unitOfWork: UnitOfWork,
    private readonly securityLog: SecurityLog,
    private readonly newDevices: NewDeviceService,
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
    const { id } = account;
    return this.unitOfWork.run(async (em) => {
      const present = await lockAccount(em, id);
      const { rows, answer } = await this.sessions.open(present, device);
      if (strongerHash !== undefined) keepHash(present, account, strongerHash);
      await this.newDevices.tellIfNew(em, account, device);
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return answer;
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

/** Locked, so that whoever suspends the person at this moment finds the session, or this finds them suspended. */
function lockAccount(em: EntityManager, id: string): Promise<Account> {
  return em.findOneOrFail(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Not when the password was changed in the meantime. @param checked as the password was compared with it */
function keepHash(account: Account, checked: Account, strongerHash: string): void {
  if (account.passwordHash === checked.passwordHash) account.strengthenHash(strongerHash);
}
