import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { EarningBalances } from '../earning/earning-balances.service';
import { OrderSettings } from '../env';
import { Ledger } from '../ledger/ledger.service';
import { payoutPosting } from '../ledger/postings';
import { minimumIn } from './payout-minimum';
import { PayoutRun } from './payout-run.entity';
import { Payout } from './payout.entity';
import { PayoutRunStatus } from './payout.state';

/** Balances of one transaction. */
const BATCH = 200;

/** Makes the payouts of runs. */
@Injectable()
export class PayoutMaker {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly balances: EarningBalances,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /**
   * Continues the oldest run by a batch.
   * @returns whether something is left to do
   */
  next(): Promise<boolean> {
    return this.unitOfWork.run(async (em) => {
      const run = await oldestRunning(em);
      if (!run) return false;
      await this.advance(em, run);
      return true;
    });
  }

  private async advance(em: EntityManager, run: PayoutRun): Promise<void> {
    const now = this.clock.now();
    const balances = await this.balances.next(em, run.position, BATCH, now);
    // One that is negative or too small is carried on.
    const due = balances.filter(
      ({ currency, availableMinor }) => availableMinor >= minimumIn(currency, this.settings),
    );
    for (const { instructorId, currency, availableMinor } of due) {
      const amount = Money.of(availableMinor, currency);
      const payout = new Payout({ runId: run.id, instructorId, amount, now });
      em.persist(payout);
      this.ledger.post(em, payoutPosting(payout));
    }
    const last = balances.at(-1);
    if (last) run.advance(last, due.length, now);
    if (balances.length < BATCH) run.complete(now);
  }
}

/** Whoever makes payouts holds this run, so that nobody else makes any meanwhile, for this run or a later one. */
async function oldestRunning(em: EntityManager): Promise<PayoutRun | undefined> {
  const [run] = await em.find(
    PayoutRun,
    { status: PayoutRunStatus.running },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, limit: 1 },
  );
  return run;
}
