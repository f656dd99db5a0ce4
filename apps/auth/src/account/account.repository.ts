import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Account, emailKeyOf } from './account.entity';

/** The queries for accounts. */
@Injectable()
export class AccountRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Account | null> {
    return this.em.findOne(Account, { id });
  }

  /** Case-insensitive. */
  findByEmail(email: string): Promise<Account | null> {
    return this.em.findOne(Account, { emailKey: emailKeyOf(email) });
  }
}
