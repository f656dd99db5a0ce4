import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { EntityManager } from '@mikro-orm/core';
import type { Collection } from 'mongodb';
import { Injectable } from '@nestjs/common';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { mongoDatabaseOf } from '@course-plateform/common/persistence';

/** How long a process that died keeps an upload locked, in milliseconds. */
const LEASE_MS = 6 * SECOND_MS;
/** How soon a holder learns that it is to let go, in milliseconds. */
const RENEW_EVERY_MS = 500;
const RETRY_EVERY_MS = 100;
const PATIENCE_MS = 15 * SECOND_MS;
const DUPLICATE_KEY = 11_000;

interface Lease {
  readonly _id: string;
  readonly holder: string;
  readonly until: Date;
  /** Whether another request waits for it. */
  readonly wanted: boolean;
}

/**
 * Locks on uploads that all replicas see: a client whose connection broke comes back, perhaps to another replica, while
 * the first one still waits for the rest of the old request. The newcomer asks the holder to let go.
 */
@Injectable()
export class UploadLocks implements Locker {
  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  newLock(id: string): Lock {
    const leases = mongoDatabaseOf(this.em).collection<Lease>('media_upload_lock');
    return new UploadLock(leases, id, (error) =>
      this.logger.warn({ err: error }, 'upload lock not renewed'),
    );
  }
}

class UploadLock implements Lock {
  private readonly holder = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly leases: Collection<Lease>,
    private readonly id: string,
    private readonly warn: (error: unknown) => void,
  ) {}

  /** @param letGo called when another request wants the upload, or the lock is lost */
  async lock(signal: AbortSignal, letGo: RequestRelease): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.take())) {
      if (signal.aborted || Date.now() > deadline) throw ERRORS.ERR_LOCK_TIMEOUT;
      await pause(RETRY_EVERY_MS);
    }
    this.timer = setInterval(() => void this.renew(letGo), RENEW_EVERY_MS);
  }

  async unlock(): Promise<void> {
    clearInterval(this.timer);
    await this.leases.deleteOne({ _id: this.id, holder: this.holder });
  }

  /** Takes the lease in one atomic step, by the server's clock, or says that it is wanted. */
  private async take(): Promise<boolean> {
    // A missing value sorts before any date.
    const over = { $lt: ['$until', '$$NOW'] };
    const set = {
      holder: { $cond: [over, this.holder, '$holder'] },
      until: { $cond: [over, { $add: ['$$NOW', LEASE_MS] }, '$until'] },
      wanted: { $not: [over] },
    };
    try {
      const lease = await this.leases.findOneAndUpdate({ _id: this.id }, [{ $set: set }], {
        upsert: true,
        returnDocument: 'after',
      });
      return lease?.holder === this.holder;
    } catch (error) {
      // Two requests created the first lease at once, and the other one won.
      if ((error as { code?: unknown }).code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  private async renew(letGo: RequestRelease): Promise<void> {
    try {
      const lease = await this.leases.findOneAndUpdate({ _id: this.id, holder: this.holder }, [
        { $set: { until: { $add: ['$$NOW', LEASE_MS] } } },
      ]);
      if (!lease || lease.wanted) await letGo();
    } catch (error) {
      // The next renewal is due before the lease ends.
      this.warn(error);
    }
  }
}
