import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, MINUTE_MS } from '@course-plateform/common/kernel';
import { UnitOfWork, forkOf, sqlOf } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { LedgerMonth } from './ledger-month.entity';
import { LedgerTransaction } from './ledger-transaction.entity';
import { type Month, monthOf, monthsEnded } from './month';

/** Waits until all postings in flight have committed; later ones see the month. Each posting holds the same lock shared. */
const EXCLUDE_POSTINGS = `select pg_advisory_xact_lock(hashtext('ledger_month'))`;

const ADD_TOTALS = `
  insert into ledger_total (month, account, currency, debit_minor, credit_minor)
  select ?, account, currency, sum(debit)::bigint, sum(credit)::bigint from (
    select account, currency, debit_minor as debit, credit_minor as credit
    from ledger_total where month = ?
    union all
    select account, currency, coalesce(sum(amount_minor) filter (where amount_minor > 0), 0),
      coalesce(-sum(amount_minor) filter (where amount_minor < 0), 0)
    from ledger_entry where posted_at >= ? and posted_at < ? group by account, currency
  ) as parts group by account, currency`;

/** Closes months that have ended, so that nothing about them changes any more. */
@Injectable()
export class LedgerClosing {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: RealClock,
    private readonly settings: OrderSettings,
  ) {}

  /** Closes the months that ended long enough ago, the oldest first. */
  async closeDue(): Promise<void> {
    const from = await this.firstOpen();
    if (!from) return;
    const delay = this.settings.statementDelayMinutes * MINUTE_MS;
    const by = new Date(this.clock.now().getTime() - delay);
    for (const month of monthsEnded(from, by)) await this.close(month);
  }

  /** The closed months whose statements and totals are not made yet, the oldest first. */
  async unfinished(): Promise<Month[]> {
    const months = await forkOf(this.em).find(
      LedgerMonth,
      { statementsAt: null },
      { orderBy: { month: 'asc' } },
    );
    return months.map(({ endsAt }) => monthOf(new Date(endsAt.getTime() - 1)));
  }

  /**
   * Makes the totals of a closed month, and whatever else is made of it, once.
   * @param also makes the rest in the same transaction
   */
  finish(month: Month, also: (em: EntityManager) => Promise<void>): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const closed = await em.findOneOrFail(LedgerMonth, { month: month.month });
      if (closed.statementsAt !== null) return;
      const before = monthOf(new Date(month.startsAt.getTime() - 1)).month;
      const values = [month.month, before, month.startsAt, month.endsAt];
      await sqlOf(em).execute(ADD_TOTALS, values, 'run');
      await also(em);
      closed.complete(this.clock.now());
    });
  }

  private async firstOpen(): Promise<Date | undefined> {
    const em = forkOf(this.em);
    const [last] = await em.find(LedgerMonth, {}, { orderBy: { month: 'desc' }, limit: 1 });
    if (last) return last.endsAt;
    const options = { orderBy: { postedAt: 'asc', id: 'asc' }, limit: 1 } as const;
    const [first] = await em.find(LedgerTransaction, {}, options);
    return first?.postedAt;
  }

  private close(month: Month): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      await sqlOf(em).execute(EXCLUDE_POSTINGS, [], 'run');
      if (await em.findOne(LedgerMonth, { month: month.month })) return;
      em.persist(new LedgerMonth(month, this.clock.now()));
    });
  }
}
