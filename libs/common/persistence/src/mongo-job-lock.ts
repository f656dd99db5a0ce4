import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';
import { mongoDatabaseOf } from './mongo';

/** The lease: how long a crashed process blocks a job, in milliseconds. */
const LEASE_MS = 15_000;
const RENEW_EVERY_MS = LEASE_MS / 3;
const DUPLICATE_KEY = 11_000;

interface Lease {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
}

/**
 * A lease in the collection `job_lease`, by the server's clock. It is renewed while the work runs. If a process is
 * paused for longer than the lease, another one can run the same work, so the work must be idempotent.
 */
export class MongoJobLock implements JobLock {
  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  async exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    const holder = randomUUID();
    if (!(await this.take(name, holder))) return false;
    const renewals = setInterval(() => void this.renew(name, holder), RENEW_EVERY_MS);
    try {
      await work();
      return true;
    } finally {
      clearInterval(renewals);
      await this.release(name, holder);
    }
  }

  async close(): Promise<void> {
    // Leases are documents like others.
  }

  /** Takes the lease in one atomic step, by the server's clock. */
  private async take(name: string, holder: string): Promise<boolean> {
    // A missing value sorts before any date.
    const over = { $lt: ['$until', '$$NOW'] };
    const until = { $add: ['$$NOW', LEASE_MS] };
    try {
      const lease = await this.leases.findOneAndUpdate(
        { _id: name },
        [
          {
            $set: {
              holder: { $cond: [over, holder, '$holder'] },
              until: { $cond: [over, until, '$until'] },
            },
          },
        ],
        { upsert: true, returnDocument: 'after' },
      );
      return lease?.holder === holder;
    } catch (error) {
      // Two processes created the first lease at once, and the other one won.
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  private async renew(name: string, holder: string): Promise<void> {
    const until = { $add: ['$$NOW', LEASE_MS] };
    try {
      await this.leases.updateOne({ _id: name, holder }, [{ $set: { until } }]);
    } catch (error) {
      // The next renewal is due before the lease ends.
      this.logger.warn({ err: error, job: name }, 'job lease not renewed');
    }
  }

  private async release(name: string, holder: string): Promise<void> {
    try {
      await this.leases.deleteOne({ _id: name, holder });
    } catch (error) {
      this.logger.warn({ err: error, job: name }, 'job lease not released');
    }
  }

  private get leases() {
    return mongoDatabaseOf(this.em).collection<Lease>('job_lease');
  }
}
