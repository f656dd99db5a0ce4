import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf } from '@course-plateform/common/persistence';
import { StreamStatus } from './media-stream';
import { Media, MediaStatus } from './media.entity';

/** How long a worker that died keeps its file from the others, in milliseconds. */
const LEASE_MS = 20_000;
export const RENEW_EVERY_MS = LEASE_MS / 4;

interface ClaimedFile {
  readonly id: string;
  /** How often a worker has taken it, this time included. */
  readonly attempts: number;
}

/** Files that wait for a worker, by the server's clock: the workers of all replicas take turns. */
@Injectable()
export class MediaQueue {
  constructor(private readonly em: EntityManager) {}

  /**
   * Takes the file that is due longest, for the length of a lease.
   * @returns undefined when none is due
   */
  claim(holder: string): Promise<ClaimedFile | undefined> {
    return this.take(holder, { status: MediaStatus.processing });
  }

  /**
   * Takes a file that can be used but was not converted, for want of a program, for the length of a lease.
   * @returns undefined when none is due
   */
  claimUnconverted(holder: string): Promise<ClaimedFile | undefined> {
    return this.take(holder, { status: MediaStatus.ready, streamStatus: StreamStatus.wanted });
  }

  /** Keeps a file, and tells how far the work is. @returns false when another worker has it, or it is gone */
  async renew(id: string, holder: string, progressPercent: number): Promise<boolean> {
    const isDone = { $eq: ['$status', MediaStatus.ready] };
    const { matchedCount } = await this.collection.updateOne({ _id: id as never, holder }, [
      {
        $set: {
          dueAt: { $add: ['$$NOW', LEASE_MS] },
          progressPercent: { $cond: [isDone, '$progressPercent', progressPercent] },
        },
      },
    ]);
    return matchedCount === 1;
  }

  /** Lets another worker take a file, after a time in milliseconds. */
  async giveBack(id: string, holder: string, afterMs: number): Promise<void> {
    await this.collection.updateOne({ _id: id as never, holder }, [
      { $set: { holder: null, dueAt: { $add: ['$$NOW', afterMs] } } },
    ]);
  }

  private async take(holder: string, which: object): Promise<ClaimedFile | undefined> {
    const taken = await this.collection.findOneAndUpdate(
      { ...which, $expr: { $lte: ['$dueAt', '$$NOW'] } },
      [
        {
          $set: {
            holder,
            dueAt: { $add: ['$$NOW', LEASE_MS] },
            attempts: { $add: ['$attempts', 1] },
          },
        },
      ],
      { sort: { dueAt: 1 }, projection: { attempts: 1 }, returnDocument: 'after' },
    );
    return taken ? { id: String(taken._id), attempts: Number(taken['attempts']) } : undefined;
  }

  private get collection() {
    return collectionOf(this.em, Media);
  }
}
