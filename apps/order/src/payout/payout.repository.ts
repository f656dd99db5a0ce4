import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { PayoutRun } from './payout-run.entity';
import { Payout } from './payout.entity';
import type { PayoutStatus } from './payout.state';

/** What a list of payouts may be narrowed by. */
export interface PayoutFilter {
  readonly instructorId?: string;
  readonly status?: PayoutStatus;
}

/** The named questions about stored payouts and runs. */
@Injectable()
export class PayoutRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Payout | null> {
    return this.em.findOne(Payout, { id });
  }

  findRun(id: string): Promise<PayoutRun | null> {
    return this.em.findOne(PayoutRun, { id });
  }

  lock(em: EntityManager, id: string): Promise<Payout | null> {
    return em.findOne(Payout, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** A page of the payouts, newest first. */
  page(
    filter: PayoutFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Payout>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, Payout, filter, range);
  }

  /** A page of the runs, newest first. */
  pageOfRuns(limit: number, after: CursorPosition | undefined): Promise<CursorPage<PayoutRun>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, PayoutRun, {}, range);
  }
}
