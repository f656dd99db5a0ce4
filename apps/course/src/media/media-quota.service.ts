import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { withCollection } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { MediaKind } from './media-kind';
import { MediaUsage } from './media-usage.entity';
import { MediaQuotaExceeded, MediaTooLarge } from './media.errors';

/** Read as a whole, unlike all other files. */
const CAPTION_MAXIMUM_BYTES = 2 * 1_048_576;

/** How much instructors may store, and how much of that they use. */
@Injectable()
export class MediaQuota {
  private readonly limits: Readonly<Record<MediaKind, number>>;
  readonly limitBytes: number;

  constructor(
    private readonly em: EntityManager,
    settings: CourseServiceSettings,
  ) {
    this.limitBytes = settings.mediaQuotaBytes;
    this.limits = {
      [MediaKind.image]: settings.mediaImageMaximumBytes,
      [MediaKind.video]: settings.mediaVideoMaximumBytes,
      [MediaKind.audio]: settings.mediaAudioMaximumBytes,
      [MediaKind.document]: settings.mediaDocumentMaximumBytes,
      [MediaKind.caption]: CAPTION_MAXIMUM_BYTES,
    };
  }

  /** How large a file of a kind may be, in bytes. */
  maximumOf(kind: MediaKind): number {
    return this.limits[kind];
  }

  /** How much an instructor uses, in bytes, files that are on their way included. */
  async used(ownerId: string): Promise<number> {
    return (await this.em.findOne(MediaUsage, { id: ownerId }))?.usedBytes ?? 0;
  }

  /**
   * Sets room aside for a file, in a transaction: of several at once, no more get it than there is.
   * @throws MediaTooLarge, MediaQuotaExceeded
   */
  async reserve(
    em: EntityManager,
    ownerId: string,
    file: { readonly kind: MediaKind; readonly sizeBytes: number },
  ): Promise<void> {
    const max = this.limits[file.kind];
    if (file.sizeBytes > max) throw new MediaTooLarge({ params: { max } });
    const used = await this.add(em, ownerId, file.sizeBytes);
    if (used <= this.limitBytes) return;
    const before = used - file.sizeBytes;
    throw new MediaQuotaExceeded({ params: { limit: this.limitBytes, used: before } });
  }

  /** Gives room back, in the transaction in which the file goes. */
  async release(em: EntityManager, ownerId: string, bytes: number): Promise<void> {
    if (bytes !== 0) await this.add(em, ownerId, -bytes);
  }

  /** @returns what is used then; the transaction that throws undoes it */
  private async add(em: EntityManager, ownerId: string, bytes: number): Promise<number> {
    const row = await withCollection(em, MediaUsage, (collection, session) =>
      collection.findOneAndUpdate(
        { _id: ownerId as never },
        { $inc: { usedBytes: bytes } },
        { upsert: true, returnDocument: 'after', session },
      ),
    );
    return Number(row?.['usedBytes'] ?? 0);
  }
}
