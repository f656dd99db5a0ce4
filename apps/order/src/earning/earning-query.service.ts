import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, Forbidden } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Permission } from '@course-plateform/types/platform';
import { LedgerAccount } from '../ledger/ledger-account';
import { LedgerEntry } from '../ledger/ledger-entry.entity';
import { EarningBalances } from './earning-balances.service';
import {
  type EarningEntryListQuery,
  type EarningEntryPageResponse,
  type EarningStatementListQuery,
  type EarningStatementPageResponse,
  type EarningsResponse,
  toEarningEntryResponse,
  toEarningStatementResponse,
  toEarningsResponse,
} from './earning.dto';
import { EarningStatements } from './earning-statements.service';

/** Reads earnings: one's own, or those of everybody for who pays them out. */
@Injectable()
export class EarningQueryService {
  constructor(
    private readonly em: EntityManager,
    private readonly balances: EarningBalances,
    private readonly statements: EarningStatements,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  /** @throws Forbidden for another instructor's */
  async get(caller: Caller, wanted: string | undefined): Promise<EarningsResponse> {
    const instructorId = visibleTo(caller, wanted);
    const balances = await this.balances.of(instructorId, this.clock.now());
    return toEarningsResponse(instructorId, balances);
  }

  /** @throws Forbidden for another instructor's */
  async listEntries(
    caller: Caller,
    query: EarningEntryListQuery,
  ): Promise<EarningEntryPageResponse> {
    const { currency, limit } = query;
    const filter = {
      account: LedgerAccount.instructorEarnings,
      instructorId: visibleTo(caller, query.instructorId),
      ...(currency === undefined ? {} : { currency }),
    };
    const after = this.cursors.read(query.cursor, filter);
    const range = { by: 'postedAt', order: 'desc', limit, after } as const;
    const page = await findCursorPage(this.em, LedgerEntry, filter, range);
    return this.cursors.toPage(page, query, filter, toEarningEntryResponse);
  }

  /** @throws Forbidden for another instructor's */
  async listStatements(
    caller: Caller,
    query: EarningStatementListQuery,
  ): Promise<EarningStatementPageResponse> {
    const filter = { instructorId: visibleTo(caller, query.instructorId) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.statements.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toEarningStatementResponse);
  }
}

function visibleTo(caller: Caller, instructorId: string = caller.userId): string {
  if (instructorId === caller.userId || caller.permissions.has(Permission.payoutManage)) {
    return instructorId;
  }
  throw new Forbidden({ params: { permission: Permission.payoutManage } });
}
