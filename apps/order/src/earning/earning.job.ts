import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { EarningStatements } from './earning-statements.service';

/** Makes the statements of months that have ended, in one replica at a time. */
@Injectable()
export class EarningJob {
  constructor(jobs: ScheduledJobs, statements: EarningStatements, settings: OrderSettings) {
    jobs.define({
      name: 'earning-statements',
      everyMs: settings.statementJobSeconds * SECOND_MS,
      run: () => statements.makeDue(),
    });
  }
}
