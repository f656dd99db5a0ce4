import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { StripeCustomers } from './stripe-customers.service';

/** Deletes the customers of erased users at Stripe: right away, and every hour what could not be deleted before. */
@Injectable()
export class StripeCustomerJob {
  private readonly job: ScheduledJob;

  constructor(jobs: ScheduledJobs, customers: StripeCustomers) {
    this.job = jobs.define({
      name: 'erased-stripe-customers',
      everyMs: HOUR_MS,
      run: () => customers.deleteErased(),
    });
  }

  /** Runs right after the commit of a unit of work that has work for it. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }
}
