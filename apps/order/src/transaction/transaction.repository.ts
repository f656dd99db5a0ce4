import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { Transaction } from './transaction.entity';

/** The named questions about stored transactions. */
@Injectable()
export class TransactionRepository {
  constructor(private readonly em: EntityManager) {}

  /** A stretch of the transactions, newest first. */
  async page(
    filter: { userId?: string },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Transaction>> {
    const rows = await this.em.find(
      Transaction,
      { ...filter, ...(after ? before(after) : {}) },
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }
}

function before([moment, id]: CursorPosition) {
  const createdAt = new Date(String(moment));
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: String(id) } }] };
}
