import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import type { Device } from '../device/device';
import { RefreshToken } from './refresh-token.entity';
import { hashOfToken } from './secret-token';
import type { SignInResponse } from './session.dto';
import { Session } from './session.entity';
import { RefreshInvalid, RefreshRace, RefreshReused } from './session.errors';
import { SessionIssuer } from './session-issuer';
import { TokenReuseService } from './token-reuse.service';

/** Exchanges refresh tokens, and notices stolen ones. */
@Injectable()
export class TokenRefreshService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sessions: SessionIssuer,
    private readonly clock: RealClock,
    private readonly reuses: TokenReuseService,
  ) {}

  /**
   * Exchanges a token for the next pair.
   * @throws RefreshInvalid; RefreshRace when two came at nearly the same time; RefreshReused, and the session is over
   */
  async refresh(token: string, device: Device): Promise<SignInResponse> {
    try {
      return await this.unitOfWork.run((em) => this.exchange(em, hashOfToken(token), device));
    } catch (error) {
      if (error instanceof RefreshReused) {
        await this.reuses.endSessionOf(token, error, device);
      }
      throw error;
    }
  }

  private async exchange(
    em: EntityManager,
    tokenHash: string,
    device: Device,
  ): Promise<SignInResponse> {
    const now = this.clock.now();
    const { token, session } = await lockChain(em, tokenHash);
    if (!session.isOpen(now)) throw new RefreshInvalid();
    if (token.replacedBy !== null) throw await this.refusal(em, token, now);
    const account = await em.findOneOrFail(Account, { id: session.accountId });
    const { row, response } = await this.sessions.nextTokens(account, session);
    token.replaceBy(row, now);
    session.touch(device, this.sessions.expiryFrom(now), now);
    em.persist(row);
    return response;
  }

  /** A race is forgiven for the direct parent of the newest token only. */
  private async refusal(em: EntityManager, token: RefreshToken, now: Date): Promise<Error> {
    const successor = await em.findOne(RefreshToken, { id: token.replacedBy });
    const isParentOfNewest = successor !== null && successor.replacedBy === null;
    return isParentOfNewest && token.wasReplacedWithin(this.sessions.raceWindowMs, now)
      ? new RefreshRace()
      : new RefreshReused();
  }
}

/** The token and its session, locked: exchanges of one session come one after the other. */
async function lockChain(
  em: EntityManager,
  tokenHash: string,
): Promise<{ token: RefreshToken; session: Session }> {
  const found = await em.findOne(RefreshToken, { tokenHash });
  if (!found) throw new RefreshInvalid();
  const session = await em.findOneOrFail(
    Session,
    { id: found.sessionId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const token = await em.refresh(found);
  if (!token) throw new RefreshInvalid();
  return { token, session };
}
