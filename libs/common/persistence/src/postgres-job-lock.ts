import type { EntityManager } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';

/** Sets the locks of jobs apart from all others; the second half is the hash of the job's name. */
const JOB_LOCKS = 7_261_102;

/** An advisory lock: it lives as long as the transaction that took it, whatever happens to this process. */
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
      // The ORM tells the failure of the work, also when the rollback fails after it.
      if (!done) throw error;
      this.logger.warn({ err: error, job: name }, 'job lock not released');
    }
    return done;
  }
}
