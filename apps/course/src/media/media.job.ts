import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { DAY_MS, HOUR_MS, MINUTE_MS, RealClock } from '@course-plateform/common/kernel';
import { ScheduledJobs } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { MediaRemoval } from './media-removal.entity';
import { IS_UNUSED, Media, MediaStatus } from './media.entity';
import { MediaService } from './media.service';

const AT_ONCE = 100;

/** Removes uploads that were not finished, files that no course uses, and what is left where a removal broke off. */
@Injectable()
export class MediaJobs {
  constructor(
    private readonly em: EntityManager,
    private readonly media: MediaService,
    private readonly clock: RealClock,
    private readonly settings: CourseServiceSettings,
    jobs: ScheduledJobs,
  ) {
    const everyMs = MINUTE_MS;
    jobs.define({ name: 'media-uploads', everyMs, run: () => this.expireUploads() });
    jobs.define({ name: 'media-sweep', everyMs: HOUR_MS, run: () => this.sweep() });
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

  /** Removes the files that no course has used for too long. */
  async sweep(): Promise<void> {
    const { mediaUnusedDays } = this.settings;
    if (mediaUnusedDays === 0) return;
    const before = new Date(this.clock.now().getTime() - mediaUnusedDays * DAY_MS);
    for (;;) {
      const unused = await this.em
        .fork()
        .find(
          Media,
          { $and: [IS_UNUSED, { unusedSince: { $lte: before } }] },
          { fields: ['id'], orderBy: { unusedSince: 'asc' }, limit: AT_ONCE },
        );
      for (const { id } of unused) await this.media.sweep(id, before);
      if (unused.length < AT_ONCE) return;
    }
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
