import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../session/device';
import { NewDeviceService } from '../session/new-device.service';
import type { SignInResponse } from '../session/session.dto';
import { SessionIssuer } from '../session/session.issuer';

/** Signs people in who have proven themselves without their password. */
@Injectable()
export class IdentitySignInService {
  constructor(
    private readonly sessions: SessionIssuer,
    private readonly unitOfWork: UnitOfWork,
    private readonly securityLog: SecurityLog,
    private readonly newDevices: NewDeviceService,
  ) {}

  /** @param first what belongs to the same transaction @throws AccountSuspended, InvalidCredentials */
  async signIn(
    account: Account,
    device: Device,
    first: (em: EntityManager) => Promise<void>,
  ): Promise<SignInResponse> {
    const { id } = account;
    return this.unitOfWork.run(async (em) => {
      // Locked, as with a password: whoever suspends or erases the person at this moment is before or after this.
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const present = await em.findOneOrFail(Account, { id }, { lockMode });
      const { rows, answer } = await this.sessions.open(present, device);
      await first(em);
      await this.newDevices.tellIfNew(em, present, device);
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return answer;
    });
  }
}
