import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { Account } from '../account/account.entity';
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

  /** @param first what belongs to the same transaction @throws AccountSuspended */
  async signIn(
    account: Account,
    device: Device,
    first: (em: EntityManager) => Promise<void>,
  ): Promise<SignInResponse> {
    const { rows, answer } = await this.sessions.open(account, device);
    const { id } = account;
    return this.unitOfWork.run(async (em) => {
      await first(em);
      await this.newDevices.tellIfNew(em, account, device);
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return answer;
    });
  }
}
