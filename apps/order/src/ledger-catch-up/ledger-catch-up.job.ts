import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { UnpostedPayments } from './unposted-payments.service';

/** Posts what releases without a ledger have settled. It has work once, after an upgrade. */
@Injectable()
export class LedgerCatchUpJob {
  constructor(jobs: ScheduledJobs, unposted: UnpostedPayments, settings: OrderSettings) {
    const everyMs = settings.orderJobSeconds * SECOND_MS;
    jobs.define({ name: 'ledger-catch-up', everyMs, run: () => unposted.run() });
  }
}
