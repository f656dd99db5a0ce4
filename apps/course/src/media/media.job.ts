import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { MINUTE_MS, RealClock } from '@course-plateform/common/kernel';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { MediaRemoval } from './media-removal.entity';
import { Media, MediaStatus } from './media.entity';
import { MediaService } from './media.service';

const AT_ONCE = 100;

/** Removes what is left of uploads that were not finished, and of files whose removal broke off. */
@Injectable()
export class MediaJobs {
  constructor(
    private readonly em: EntityManager,
    private readonly media: MediaService,
    private readonly clock: RealClock,
    jobs: ScheduledJobs,
  ) {
    const everyMs = MINUTE_MS;
    jobs.define({ name: 'media-uploads', everyMs, run: () => this.expireUploads() });
    jobs.define({ name: 'media-removals', everyMs, run: () => this.removeFiles() });
  }

  /** Ends the uploads that took too long. */
  async expireUploads(): Promise<void> {
    const expired = await this.em
      .fork()
      .find(
        Media,
        { status: MediaStatus.uploading, uploadExpiresAt: { $lte: this.clock.now() } },
        { fields: ['id'], orderBy: { uploadExpiresAt: 'asc' }, limit: AT_ONCE },
      );
    for (const { id } of expired) await this.media.expire(id);
  }

  /** Removes the bytes of files that are gone, in case the process that was about to do it has died. */
  async removeFiles(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - MINUTE_MS);
    const left = await this.em
      .fork()
      .find(
        MediaRemoval,
        { createdAt: { $lte: before } },
        { orderBy: { id: 'asc' }, limit: AT_ONCE },
      );
    for (const { id } of left) await this.media.removeFiles(id);
  }
}
