import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { NewDeviceService } from './new-device.service';
import type { SignInResponse } from './session.dto';
import { Session, SessionEnd } from './session.entity';
import { SessionEnder } from './session-ender';
import { SessionIssuer } from './session-issuer';

/** Opens sessions for users who have proven who they are. */
@Injectable()
export class SessionOpeningService {
  constructor(
    private readonly sessions: SessionIssuer,
    private readonly ender: SessionEnder,
    private readonly unitOfWork: UnitOfWork,
    private readonly securityLog: SecurityLog,
    private readonly newDevices: NewDeviceService,
  ) {}

  /**
   * One session more; of a full account's the one that was not seen for longest ends.
   * @param first what belongs to the same transaction, with the account as it is now
   * @throws AccountSuspended, InvalidCredentials
   */
  async open(
    { id }: Account,
    device: Device,
    first: (em: EntityManager, present: Account) => Promise<void> | void,
  ): Promise<SignInResponse> {
    return this.unitOfWork.run(async (em) => {
      // Locked: whoever suspends or erases the user at this time finds the session, or this finds what they did.
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const present = await em.findOneOrFail(Account, { id }, { lockMode });
      const { rows, response } = await this.sessions.open(present, device);
      await first(em, present);
      await this.newDevices.reportIfNew(em, present, device);
      await this.makeRoom(em, id);
      em.persist(rows);
      const type = SecurityEventType.signIn;
      this.securityLog.add(em, { type, accountId: id, actorId: id, device });
      return response;
    });
  }

  private async makeRoom(em: EntityManager, accountId: string): Promise<void> {
    const tooMany = await em.find(
      Session,
      { accountId, endedAt: null },
      {
        orderBy: { lastSeenAt: 'desc', id: 'desc' },
        offset: this.sessions.sessionsMax - 1,
        fields: ['id'],
      },
    );
    if (tooMany.length === 0) return;
    await this.ender.end(em, { id: tooMany.map(({ id }) => id) }, SessionEnd.crowdedOut);
  }
}
