import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { Ledger } from '../ledger/ledger.service';
import { payoutConfirmedPosting, payoutFailedPosting } from '../ledger/postings';
import {
  type PayoutConfirmationCreateDto,
  type PayoutFailureCreateDto,
  type PayoutResponse,
  type PayoutRunResponse,
  toPayoutResponse,
  toPayoutRunResponse,
} from './payout.dto';
import { ONE_PAYOUT_PER_BANK_REFERENCE, Payout } from './payout.entity';
import { PayoutDuplicateBankReference, PayoutNotFound } from './payout.errors';
import { PayoutJob } from './payout.job';
import { PayoutRun } from './payout-run.entity';
import { PayoutRepository } from './payout.repository';

/** Orders payouts, and records what has become of them. */
@Injectable()
export class PayoutService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payouts: PayoutRepository,
    private readonly ledger: Ledger,
    private readonly job: PayoutJob,
    private readonly clock: Clock,
  ) {}

  /** Orders a payout of what is available to all instructors; the job makes them after the commit. */
  startRun({ userId }: Caller): Promise<PayoutRunResponse> {
    return this.unitOfWork.run((em) => {
      const run = new PayoutRun(userId, this.clock.now());
      em.persist(run);
      this.job.trigger(em);
      return Promise.resolve(run);
    }, toPayoutRunResponse);
  }

  /** @throws PayoutNotFound, PayoutDuplicateBankReference, TransitionNotAllowed unless it is pending */
  confirm(
    { userId }: Caller,
    id: string,
    { bankReference }: PayoutConfirmationCreateDto,
  ): Promise<PayoutResponse> {
    const confirmed = this.unitOfWork.run(async (em) => {
      const payout = await this.locked(em, id);
      payout.confirm(bankReference, userId, this.clock.now());
      this.ledger.post(em, payoutConfirmedPosting(payout));
      return payout;
    }, toPayoutResponse);
    return orWhenDuplicate(confirmed, {
      [ONE_PAYOUT_PER_BANK_REFERENCE]: () => new PayoutDuplicateBankReference(),
    });
  }

  /** The money did not arrive: the instructor is owed it again. @throws PayoutNotFound, TransitionNotAllowed */
  fail(id: string, { reason }: PayoutFailureCreateDto): Promise<PayoutResponse> {
    return this.unitOfWork.run(async (em) => {
      const payout = await this.locked(em, id);
      const wasPaid = payout.fail(reason, this.clock.now());
      this.ledger.post(em, payoutFailedPosting(payout, wasPaid));
      return payout;
    }, toPayoutResponse);
  }

  private async locked(em: EntityManager, id: string): Promise<Payout> {
    const payout = await this.payouts.lock(em, id);
    if (!payout) throw new PayoutNotFound();
    return payout;
  }
}
