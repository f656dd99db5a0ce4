import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { executeAside, sqlOf } from '@course-plateform/common/persistence';
import type { EarningBalance } from './earning-balance';

interface Row {
  readonly instructor_id: string;
  readonly currency: string;
  readonly total: string;
  readonly held: string;
  readonly disputed: string;
  readonly in_transit: string;
  readonly payouts: string;
}

/**
 * The pairs of instructor and currency that have earnings, one index entry each: a plain `distinct` would read all
 * entries. @param first, next what each pair has to match
 */
const pairs = (first: string, next: string): string => `
  recursive pairs as (
    (select e.instructor_id, e.currency from ledger_entry e
      where e.account = 'instructor_earnings' and ${first}
      order by e.instructor_id, e.currency limit 1)
    union all
    select n.instructor_id, n.currency from pairs p cross join lateral (
      select e.instructor_id, e.currency from ledger_entry e
      where e.account = 'instructor_earnings' and ${next}
      order by e.instructor_id, e.currency limit 1
    ) as n
  )`;

/**
 * The balances of pairs. A balance is what the last statement says and what was posted since; what is held is that of
 * which the refund window has not ended. Neither reads the whole history.
 */
const BALANCES = `
  select p.instructor_id, p.currency,
    coalesce(s.closing_minor, 0) - coalesce((
      select sum(e.amount_minor) from ledger_entry e
      where e.account = 'instructor_earnings' and e.instructor_id = p.instructor_id and e.currency = p.currency
        and e.posted_at >= coalesce(s.ends_at, '-infinity'::timestamptz)), 0) as total,
    -coalesce((
      select sum(e.amount_minor) from ledger_entry e
      where e.account = 'instructor_earnings' and e.instructor_id = p.instructor_id and e.currency = p.currency
        and e.available_at > ?), 0) as held,
    -coalesce((
      select sum(e.amount_minor) from ledger_entry e
      where e.account = 'dispute_reserve'
        and e.instructor_id = p.instructor_id and e.currency = p.currency), 0) as disputed,
    -coalesce((
      select sum(e.amount_minor) from ledger_entry e
      where e.account = 'payouts_in_transit'
        and e.instructor_id = p.instructor_id and e.currency = p.currency), 0) as in_transit,
    coalesce((
      select sum(e.amount_minor) from ledger_entry e
      where e.account = 'instructor_earnings' and e.kind in ('payout', 'payout_failed')
        and e.instructor_id = p.instructor_id and e.currency = p.currency), 0) as payouts
  from page p
  left join lateral (
    select closing_minor, ends_at from earning_statement s
    where s.instructor_id = p.instructor_id and s.currency = p.currency order by s.month desc limit 1
  ) as s on true`;

const OF_INSTRUCTOR = `
  with ${pairs('e.instructor_id = ?', 'e.instructor_id = p.instructor_id and e.currency > p.currency')},
  page as (select * from pairs) ${BALANCES} order by p.currency`;

const AFTER = `
  with ${pairs(
    '(e.instructor_id, e.currency) > (?::uuid, ?)',
    '(e.instructor_id, e.currency) > (p.instructor_id, p.currency)',
  )},
  page as (select * from pairs limit ?) ${BALANCES} order by p.instructor_id, p.currency`;

/** Adds up what is owed to instructors. */
@Injectable()
export class EarningBalances {
  constructor(private readonly em: EntityManager) {}

  /** The balances of an instructor, one for each currency. */
  async of(instructorId: string, now: Date): Promise<EarningBalance[]> {
    const rows = await executeAside<Row>(this.em, OF_INSTRUCTOR, [instructorId, now]);
    return rows.map(toBalance);
  }

  /**
   * The balances of the next instructors, in a unit of work.
   * @param after the last pair before
   */
  async next(
    em: EntityManager,
    after: Pick<EarningBalance, 'instructorId' | 'currency'>,
    limit: number,
    now: Date,
  ): Promise<EarningBalance[]> {
    const values = [after.instructorId, after.currency, limit, now];
    return (await sqlOf(em).execute<Row[]>(AFTER, values)).map(toBalance);
  }
}

function toBalance(row: Row): EarningBalance {
  const heldMinor = Number(row.held);
  const inTransitMinor = Number(row.in_transit);
  return {
    instructorId: row.instructor_id,
    currency: row.currency,
    heldMinor,
    availableMinor: Number(row.total) - heldMinor,
    disputedMinor: Number(row.disputed),
    inTransitMinor,
    paidOutMinor: Number(row.payouts) - inTransitMinor,
  };
}
