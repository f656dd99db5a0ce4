import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type PeriodicJob, PeriodicJobs } from '@course-plateform/common/persistence';
import { CertificateSettings } from '../env';
import { CertificateRepository } from './certificate.repository';
import { HolderService } from './holder.service';

const AT_ONCE = 100;

/** Names the holders of new certificates: event handlers cannot ask the user service. */
@Injectable()
export class HolderJob {
  private readonly job: PeriodicJob;

  constructor(
    jobs: PeriodicJobs,
    certificates: CertificateRepository,
    holders: HolderService,
    limits: CertificateSettings,
  ) {
    this.job = jobs.define({
      name: 'certificate-holder',
      everyMs: limits.holderJobIntervalMs,
      round: async () => holders.name(await certificates.nameless(AT_ONCE)),
    });
  }

  /** Lets a round begin right after the unit of work. */
  nudge(em: EntityManager): void {
    this.job.nudge(em);
  }

  /** Does one round now. @returns false when another replica is at it */
  run(): Promise<boolean> {
    return this.job.run();
  }
}
