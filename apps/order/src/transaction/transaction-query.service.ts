import { Injectable } from '@nestjs/common';
import { type Caller, Forbidden } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  type TransactionListQuery,
  type TransactionPageResponse,
  toTransactionResponse,
} from './transaction.dto';
import { TransactionRepository } from './transaction.repository';

/** Reads transactions. */
@Injectable()
export class TransactionQueryService {
  constructor(
    private readonly transactions: TransactionRepository,
    private readonly cursors: Cursors,
  ) {}

  /** The caller's own transactions; who confirms payments sees those of everybody. @throws Forbidden */
  async list(caller: Caller, query: TransactionListQuery): Promise<TransactionPageResponse> {
    const filter = visibleTo(caller, query.userId);
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.transactions.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toTransactionResponse);
  }
}

function visibleTo(caller: Caller, userId: string | undefined): { userId?: string } {
  if (caller.permissions.has(Permission.paymentConfirm)) return userId ? { userId } : {};
  if (userId !== undefined && userId !== caller.userId) {
    throw new Forbidden({ params: { permission: Permission.paymentConfirm } });
  }
  return { userId: caller.userId };
}
