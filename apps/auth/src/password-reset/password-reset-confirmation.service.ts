import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Account } from '../account/account.entity';
import { PasswordFactory } from '../account/password.factory';
import { PasswordSetter } from './password-setter';
import { SecurityEventType } from '../security-event/security-event.entity';
import type { Device } from '../device/device';
import { hashOfToken } from '../session/secret-token';
import type { PasswordResetConfirmationCreateDto } from './password-reset.dto';
import { PasswordReset } from './password-reset.entity';
import { PasswordResetOver } from './password-reset.errors';

/** Sets new passwords with mailed secrets. */
@Injectable()
export class PasswordResetConfirmationService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly passwords: PasswordFactory,
    private readonly setter: PasswordSetter,
    private readonly clock: RealClock,
  ) {}

  /** @throws PasswordResetOver for a secret that is unknown, used, replaced or too old; PasswordRefused */
  async confirm(
    { token, password }: PasswordResetConfirmationCreateDto,
    device: Device,
  ): Promise<void> {
    const tokenHash = hashOfToken(token);
    // Before the slow hash, which must not be computed for unknown secrets.
    const owner = await this.owner(await this.em.findOne(PasswordReset, { tokenHash }));
    const passwordHash = await this.passwords.makeFor(owner, password);
    await this.unitOfWork.run((em) => this.use(em, { tokenHash, passwordHash, device }));
  }

  private async owner(reset: PasswordReset | null): Promise<Account> {
    if (!reset?.isUsable(this.clock.now())) throw new PasswordResetOver();
    const account = await this.em.findOne(Account, { id: reset.accountId });
    if (!account || account.erasedAt) throw new PasswordResetOver();
    return account;
  }

  private async use(
    em: EntityManager,
    {
      tokenHash,
      passwordHash,
      device,
    }: { tokenHash: string; passwordHash: string; device: Device },
  ): Promise<void> {
    const now = this.clock.now();
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const reset = await em.findOne(PasswordReset, { tokenHash }, { lockMode });
    if (!reset?.isUsable(now)) throw new PasswordResetOver();
    reset.use(now);
    const account = await em.findOneOrFail(Account, { id: reset.accountId }, { lockMode });
    if (account.erasedAt) throw new PasswordResetOver();
    // The secret was mailed to this address, so it is confirmed.
    account.verifyEmail(now);
    const type = SecurityEventType.passwordReset;
    await this.setter.set(em, account, passwordHash, { type, device });
  }
}
