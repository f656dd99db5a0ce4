import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Transaction } from './transaction.entity';

/** The named questions about stored transactions. */
@Injectable()
export class TransactionRepository {
  constructor(private readonly em: EntityManager) {}

  /** A page of the transactions, newest first. */
  page(
    filter: { userId?: string },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Transaction>> {
    return findCursorPage(this.em, Transaction, filter, {
      by: 'createdAt',
      order: 'desc',
      limit,
      after,
    });
  }
}
