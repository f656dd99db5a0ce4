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

/** Opens accounts. */
@Injectable()
export class AccountService {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly factory: AccountFactory,
    private readonly neighbours: RpcClient,
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Opens an account together with its profile. The profile comes first; if the account then fails to be stored, the
   * user service takes the profile away again, because nobody tells it that the account exists.
   * @param toAnswer gives the answer, and what stores the rest of the transaction
   * @throws EmailTaken, PasswordRefused, NeighbourUnavailable
   */
  async open<Answer>(
    request: AccountRequest,
    role: Role,
    toAnswer: (
      account: Account,
    ) => Promise<{ store: (em: EntityManager) => void | Promise<void>; answer: Answer }>,
  ): Promise<Answer> {
    if (await this.accounts.findByEmail(request.email)) throw new EmailTaken();
    const account = await this.factory.make(request, role);
    await this.makeProfile(account, request);
    const { store, answer } = await toAnswer(account);
    const stored = this.unitOfWork.run(async (em) => {
      em.persist(account);
      await store(em);
      this.tell(em, account);
      return answer;
    });
    return orWhenDuplicate(stored, { [ONE_ACCOUNT_PER_EMAIL]: () => new EmailTaken() });
  }

  private async makeProfile(
    { id: userId, locale, role }: Account,
    { firstName, lastName, phone }: AccountRequest,
  ): Promise<void> {
    await this.neighbours.ask(userProfileCreate, {
      userId,
      firstName,
      lastName,
      locale,
      role,
      ...(phone === undefined ? {} : { phone }),
    });
  }

  private tell(em: EntityManager, account: Account): void {
    this.outbox.add(em, userRegistered, { userId: account.id, role: account.role }, account);
  }
}
