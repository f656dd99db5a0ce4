import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Account, emailKeyOf } from './account.entity';

/** The named questions about stored accounts. */
@Injectable()
export class AccountRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Account | null> {
    return this.em.findOne(Account, { id });
  }

  /** Whatever the case of the letters. */
  findByEmail(email: string): Promise<Account | null> {
    return this.em.findOne(Account, { emailKey: emailKeyOf(email) });
  }
}
