import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '@course-plateform/common/events';
import { RpcClient } from '@course-plateform/common/rpc';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { userRegistered } from '@course-plateform/types/auth';
import type { Role } from '@course-plateform/types/platform';
import { userProfileCreate } from '@course-plateform/types/user';
import { type Account, ONE_ACCOUNT_PER_EMAIL } from './account.entity';
import { EmailTaken } from './account.errors';
import { AccountFactory, type AccountRequest } from './account.factory';
import { AccountRepository } from './account.repository';

/** Creates accounts. */
@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly factory: AccountFactory,
    private readonly rpc: RpcClient,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Creates an account with its profile. The profile comes first. If the account then cannot be stored, the user
   * service deletes the profile, because no event confirms the account.
   * @param toAnswer returns the response, and stores the rest of the transaction
   * @throws EmailTaken, PasswordRefused, UpstreamUnavailable
   */
  async open<Response>(
    request: AccountRequest,
    role: Role,
    toResponse: (
      account: Account,
    ) => Promise<{ store: (em: EntityManager) => void | Promise<void>; response: Response }>,
  ): Promise<Response> {
    if (await this.accounts.findByEmail(request.email)) throw new EmailTaken();
    const account = await this.factory.make(request, role);
    await this.makeProfile(account, request);
    const { store, response } = await toResponse(account);
    const stored = this.unitOfWork.run(async (em) => {
      em.persist(account);
      await store(em);
      this.report(em, account);
      return response;
    });
    return orWhenDuplicate(stored, { [ONE_ACCOUNT_PER_EMAIL]: () => new EmailTaken() });
  }

  private async makeProfile(
    { id: userId, locale, role }: Account,
    { firstName, lastName, phone }: AccountRequest,
  ): Promise<void> {
    await this.rpc.request(userProfileCreate, {
      userId,
      firstName,
      lastName,
      locale,
      role,
      ...(phone === undefined ? {} : { phone }),
    });
  }

  private report(em: EntityManager, account: Account): void {
    this.outbox.publish(em, userRegistered, account, { userId: account.id, role: account.role });
  }
}
