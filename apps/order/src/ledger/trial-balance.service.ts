import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { executeAside } from '@course-plateform/common/persistence';
import type { LedgerAccount } from './ledger-account';
import type { AccountTotal } from './trial-balance';

interface Row {
  readonly account: LedgerAccount;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
}

/** The totals of the last closed month, and what was posted since. */
const TOTALS = `
  with last as (
    select month, ends_at from ledger_month where statements_at is not null order by month desc limit 1
  )
  select account, currency, sum(debit) as debit, sum(credit) as credit from (
    select t.account, t.currency, t.debit_minor as debit, t.credit_minor as credit
    from ledger_total t join last on last.month = t.month
    union all
    select e.account, e.currency, coalesce(sum(e.amount_minor) filter (where e.amount_minor > 0), 0),
      coalesce(-sum(e.amount_minor) filter (where e.amount_minor < 0), 0)
    from ledger_entry e
    where e.posted_at >= coalesce((select ends_at from last), '-infinity'::timestamptz)
    group by e.account, e.currency
  ) as parts group by account, currency order by currency, account`;

/** Adds up the ledger. */
@Injectable()
export class TrialBalance {
  constructor(private readonly em: EntityManager) {}

  /** Every account, by currency. */
  async totals(): Promise<AccountTotal[]> {
    const rows = await executeAside<Row>(this.em, TOTALS, []);
    return rows.map(({ account, currency, debit, credit }) => ({
      ...{ account, currency },
      debitMinor: Number(debit),
      creditMinor: Number(credit),
    }));
  }
}
