import type { EntityManager } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';

/** The first half of the lock key of all jobs; the second half is the hash of the job's name. */
const JOB_LOCKS = 7_261_102;

/** An advisory lock, which ends with its transaction, also if the process crashes. */
export class PostgresJobLock implements JobLock {
  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  async exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    const connection = this.em.getConnection();
    let done = false;
    try {
      await connection.transactional(async (transaction) => {
        const lock: { held: boolean } = await connection.execute(
          'select pg_try_advisory_xact_lock(?, hashtext(?)) as held',
          [JOB_LOCKS, name],
          'get',
          transaction,
        );
        if (!lock.held) return;
        await work();
        done = true;
      });
    } catch (error) {
      // An error of the work is thrown. An error of the transaction after successful work is only logged.
      if (!done) throw error;
      this.logger.warn({ err: error, job: name }, 'job lock not released');
    }
    return done;
  }
}
