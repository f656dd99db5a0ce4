import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { Refusal } from './media-failure';
import { MediaFiles } from './media-files';
import { MediaQuota } from './media-quota.service';
import { MediaRemoval } from './media-removal.entity';
import { MediaUsage } from './media-usage.entity';
import { MediaKind } from './media-kind';
import { type MediaResult, Media, MediaStatus } from './media.entity';
import { Transcript } from './transcript.entity';
import { MediaNotFound } from './media.errors';
import { type AnnouncedFile, MediaFactory } from './media.factory';

/** Several files of one instructor often change at once, and all of them count. */
const CONTENDED = { isContended: true };

/** Takes files in, and lets them go. */
@Injectable()
export class MediaService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly quota: MediaQuota,
    private readonly files: MediaFiles,
    private readonly factory: MediaFactory,
  ) {}

  /** Begins an upload and sets room aside for it. @throws MediaTooLarge, MediaQuotaExceeded */
  begin(caller: Caller, file: AnnouncedFile, id: string = newId()): Promise<Media> {
    return this.unitOfWork.run(
      async (em) => {
        await this.quota.reserve(em, caller.userId, file);
        const media = this.factory.make(caller, id, file);
        em.persist(media);
        return media;
      },
      undefined,
      CONTENDED,
    );
  }

  /**
   * All of a file has arrived, so that the work on it may begin. Doing it twice does no harm.
   * @param sizeBytes of what has arrived
   */
  async receive(id: string, sizeBytes: number): Promise<void> {
    await this.unitOfWork.run(
      async (em) => {
        const media = await em.findOne(Media, { id });
        if (media?.status !== MediaStatus.uploading) return;
        await this.quota.release(em, media.ownerId, media.sizeBytes - sizeBytes);
        media.receive(sizeBytes, this.factory.now());
      },
      undefined,
      CONTENDED,
    );
  }

  /** Ends the work on a file. Nothing happens when it is gone, or another worker has it. */
  async complete(id: string, holder: string, result: MediaResult): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      const media = await em.findOne(Media, { id, holder });
      if (!media) return;
      media.complete(result, this.factory.now());
      if (result.cues.length > 0) em.persist(new Transcript(id, result.cues));
    });
  }

  /**
   * Ends the work on a file that cannot be used, and nothing of it is kept. One that has been in use as it was sent goes
   * on so.
   */
  async fail(id: string, holder: string, refusal: Refusal): Promise<void> {
    if (await this.refuseStream(id, holder)) return this.files.removeRenditions(id);
    const failed = await this.unitOfWork.run(
      async (em) => {
        const media = await em.findOne(Media, { id, holder, status: MediaStatus.processing });
        if (!media) return false;
        media.fail(refusal, this.factory.now());
        await this.quota.release(em, media.ownerId, media.sizeBytes);
        em.persist(new MediaRemoval(id, this.factory.now()));
        return true;
      },
      undefined,
      CONTENDED,
    );
    if (failed) await this.removeFiles(id);
  }

  /** Removes a file of the caller's. @throws MediaNotFound when it is absent or another user's, MediaInUse */
  async remove(caller: Caller, id: string): Promise<void> {
    const isHeld = await this.unitOfWork.run(
      async (em) => {
        const found = await em.findOne(Media, { id });
        const rule = { owner: 'ownerId', notFound: MediaNotFound } as const;
        const media = ownedBy(caller, found, rule);
        media.assertUnused();
        await this.forget(em, media);
        return media.isHeld;
      },
      undefined,
      CONTENDED,
    );
    await this.removeBytes(id, isHeld);
  }

  /** Removes an upload that was not finished in time, or takes one that has arrived whole but was not told of. */
  async expire(id: string): Promise<void> {
    const received = (await this.files.storage.stat(this.files.originalOf(id)))?.sizeBytes;
    const isGone = await this.unitOfWork.run(
      async (em) => {
        const media = await em.findOne(Media, { id, status: MediaStatus.uploading });
        if (!media || received === media.sizeBytes) return false;
        await this.forget(em, media);
        return true;
      },
      undefined,
      CONTENDED,
    );
    if (isGone) await this.removeFiles(id);
    else if (received !== undefined) await this.receive(id, received);
  }

  /** Removes a file that no course has used for too long; nothing happens when one uses it meanwhile. */
  async sweep(id: string, unusedBefore: Date): Promise<void> {
    const removed = await this.unitOfWork.run(
      async (em) => {
        const media = await em.findOne(Media, { id, unusedSince: { $lte: unusedBefore } });
        if (media) await this.forget(em, media);
        return media;
      },
      undefined,
      CONTENDED,
    );
    if (removed) await this.removeBytes(id, removed.isHeld);
  }

  /** Removes what a worker has written of a file that was removed meanwhile. */
  async removeRest(id: string): Promise<void> {
    if ((await this.em.fork().count(Media, { id })) === 0) await this.removeFiles(id);
  }

  /**
   * Removes the files of a user who is erased, in a unit of work; a job removes their bytes. Learners keep what the
   * courses that they have contain.
   */
  async erase(em: EntityManager, ownerId: string): Promise<void> {
    for (const media of await em.find(Media, { ownerId })) {
      if (media.courseIds.length > 0) media.eraseName(this.factory.now());
      else {
        em.persist(new MediaRemoval(media.id, this.factory.now()));
        await this.removeEntry(em, media);
      }
    }
    await em.nativeDelete(MediaUsage, { id: ownerId });
  }

  /** Removes the bytes of a file whose use has ended. */
  async removeFiles(id: string): Promise<void> {
    await this.files.removeAll(id);
    await this.unitOfWork.run(async (em) => {
      await em.nativeDelete(MediaRemoval, { id });
    });
  }

  /** Its worker may go on writing until it misses its lease, and removes the rest then, or a job does. */
  private removeBytes(id: string, isHeld: boolean): Promise<void> {
    return isHeld ? this.files.removeAll(id) : this.removeFiles(id);
  }

  /** @returns whether that is all there was to do */
  private refuseStream(id: string, holder: string): Promise<boolean> {
    return this.unitOfWork.run(async (em) => {
      const media = await em.findOne(Media, { id, holder, status: MediaStatus.ready });
      media?.refuseStream(this.factory.now());
      return media !== null;
    });
  }

  private async forget(em: EntityManager, media: Media): Promise<void> {
    // One that has failed has given its room back, and its bytes are gone.
    const bytes = media.status === MediaStatus.failed ? 0 : media.sizeBytes;
    await this.quota.release(em, media.ownerId, bytes);
    if (bytes > 0) em.persist(new MediaRemoval(media.id, this.factory.now()));
    await this.removeEntry(em, media);
  }

  private async removeEntry(em: EntityManager, media: Media): Promise<void> {
    if (media.kind === MediaKind.caption) await em.nativeDelete(Transcript, { id: media.id });
    em.remove(media);
  }
}
