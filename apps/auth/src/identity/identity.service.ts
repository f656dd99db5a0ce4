import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { RealClock } from '@course-plateform/common/kernel';
import { IDENTITY_LINKED, Mails } from '@course-plateform/common/mail';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import type { VerifiedIdentity } from './verified-identity';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import type { Device } from '../device/device';
import { Identity } from './identity.entity';
import { IdentityNotFound, LastMethod } from './identity.errors';

/** Manages the linked identities of users. */
@Injectable()
export class IdentityService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly securityLog: SecurityLog,
    private readonly mails: Mails,
    private readonly clock: RealClock,
  ) {}

  /** Finds an account by subject, whatever its address at the provider. */
  async accountOf({ issuer, subject }: VerifiedIdentity): Promise<Account | null> {
    const identity = await this.em.findOne(Identity, { issuer, subject });
    return identity && this.em.findOneOrFail(Account, { id: identity.accountId });
  }

  /** Links inside a unit of work, and notifies the user. */
  link(em: EntityManager, account: Account, identity: VerifiedIdentity, device: Device): void {
    const { id: accountId, recipient } = account;
    em.persist(new Identity({ accountId, verified: identity, now: this.clock.now() }));
    const type = SecurityEventType.identityLinked;
    this.securityLog.add(em, { type, accountId, actorId: accountId, device });
    this.mails.add(em, IDENTITY_LINKED, recipient, { provider: 'Google' });
  }

  list({ userId: accountId }: Caller): Promise<Identity[]> {
    return this.em.find(Identity, { accountId }, { orderBy: { linkedAt: 'asc', id: 'asc' } });
  }

  /** @throws IdentityNotFound; LastMethod when there would be no way left to sign in */
  async unlink({ userId: accountId }: Caller, id: string, device: Device): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      const lockMode = LockMode.PESSIMISTIC_WRITE;
      const account = await em.findOneOrFail(Account, { id: accountId }, { lockMode });
      const identities = await em.find(Identity, { accountId });
      const identity = identities.find((candidate) => candidate.id === id);
      if (!identity) throw new IdentityNotFound();
      if (account.passwordHash === null && identities.length === 1) throw new LastMethod();
      em.remove(identity);
      const type = SecurityEventType.identityUnlinked;
      this.securityLog.add(em, { type, accountId, actorId: accountId, device });
    });
  }
}
