import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
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

  /** @throws TooManyAttempts, InvalidCredentials */
  async signIn({ email, password }: SessionCreateDto, device: Device): Promise<SignInResponse> {
    const account = await this.passwords.check(email, password, device);
    const { rows, answer } = await this.sessions.open(account, device);
    const strongerHash = await this.passwords.strongerHash(account, password);
    const { id } = account;
    return this.unitOfWork.run(async (em) => {
      if (strongerHash !== undefined) await keepHash(em, account, strongerHash);
      await this.newDevices.tellIfNew(em, account, device);
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return answer;
    });
  }
}

/** Not when the password was changed in the meantime. @param checked as the password was compared with it */
async function keepHash(em: EntityManager, checked: Account, strongerHash: string): Promise<void> {
  const { id, passwordHash } = checked;
  const account = await em.findOneOrFail(Account, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (account.passwordHash === passwordHash) account.strengthenHash(strongerHash);
}
