import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type ScheduledJob, ScheduledJobs } from '@course-plateform/common/persistence';
import { CertificateSettings } from '../env';
import { CertificateRepository } from './certificate.repository';
import { HolderService } from './holder.service';

const AT_ONCE = 100;

/** Names the holders of new certificates: event handlers cannot call the user service. */
@Injectable()
export class HolderJob {
  private readonly job: ScheduledJob;

  constructor(
    jobs: ScheduledJobs,
    certificates: CertificateRepository,
    holders: HolderService,
    limits: CertificateSettings,
  ) {
    this.job = jobs.define({
      name: 'certificate-holder',
      everyMs: limits.holderJobIntervalMs,
      run: async () => holders.name(await certificates.nameless(AT_ONCE)),
    });
  }

  /** Lets a round begin right after the unit of work. */
  trigger(em: EntityManager): void {
    this.job.trigger(em);
  }

  /** Does one round now. @returns false when another replica is at it */
  run(): Promise<boolean> {
    return this.job.run();
  }
}
