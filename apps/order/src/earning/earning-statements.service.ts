import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, type CursorPage, type CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, sqlOf } from '@course-plateform/common/persistence';
import { LedgerClosing } from '../ledger/ledger-closing.service';
import type { Month } from '../ledger/month';
import { EarningStatement } from './earning-statement.entity';

/** One statement for all instructors with entries in a month. A credit is an earning, hence the signs. */
const ADD_STATEMENTS = `
  insert into earning_statement (id, instructor_id, currency, month, ends_at, opening_minor, sales_minor,
    refunds_minor, disputes_minor, payouts_minor, closing_minor, held_minor, created_at)
  select gen_random_uuid(), m.instructor_id, m.currency, ?, ?, coalesce(b.closing_minor, 0), m.sales, m.refunds,
    m.disputes, m.payouts, coalesce(b.closing_minor, 0) + m.total, coalesce(h.held, 0), ?
  from (
    select instructor_id, currency,
      coalesce(-sum(amount_minor) filter (where kind = 'charge'), 0)::bigint as sales,
      coalesce(-sum(amount_minor) filter (where kind in ('refund', 'refund_reversal')), 0)::bigint as refunds,
      coalesce(-sum(amount_minor) filter (where kind like 'dispute%'), 0)::bigint as disputes,
      coalesce(-sum(amount_minor) filter (where kind in ('payout', 'payout_failed')), 0)::bigint as payouts,
      -sum(amount_minor)::bigint as total
    from ledger_entry where account = 'instructor_earnings' and posted_at >= ? and posted_at < ?
    group by instructor_id, currency
  ) as m
  left join lateral (
    select s.closing_minor from earning_statement s
    where s.instructor_id = m.instructor_id and s.currency = m.currency and s.month < ?
    order by s.month desc limit 1
  ) as b on true
  left join lateral (
    select -sum(e.amount_minor)::bigint as held from ledger_entry e
    where e.account = 'instructor_earnings' and e.instructor_id = m.instructor_id and e.currency = m.currency
      and e.available_at > ? and e.posted_at < ?
  ) as h on true`;

/** The monthly statements of instructors. */
@Injectable()
export class EarningStatements {
  constructor(
    private readonly em: EntityManager,
    private readonly closing: LedgerClosing,
    private readonly clock: RealClock,
  ) {}

  /** Makes the statements of all months that have ended, each once. */
  async makeDue(): Promise<void> {
    await this.closing.closeDue();
    for (const month of await this.closing.unfinished()) {
      await this.closing.finish(month, (em) => this.make(em, month));
    }
  }

  /** A page of an instructor's statements, newest first. */
  page(
    filter: { readonly instructorId: string },
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<EarningStatement>> {
    const range = { by: 'month', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, EarningStatement, filter, range);
  }

  private async make(em: EntityManager, { month, startsAt, endsAt }: Month): Promise<void> {
    const values = [month, endsAt, this.clock.now(), startsAt, endsAt, month, endsAt, endsAt];
    await sqlOf(em).execute(ADD_STATEMENTS, values, 'run');
  }
}
