import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { MediaKind } from './media-kind';
import { Media, MediaStatus } from './media.entity';
import { MediaUnusable } from './media.errors';

const ALL_KINDS = Object.values(MediaKind).join(', ');

/** Keeps record of which courses use which files, inside the units of work that change the courses. */
@Injectable()
export class MediaUses {
  constructor(private readonly clock: RealClock) {}

  /**
   * A file that a course is to use.
   * @param ownerIds the instructors of the course
   * @throws MediaUnusable when it is absent, another user's, of another kind or not ready
   */
  async find(
    em: EntityManager,
    ownerIds: readonly string[],
    { mediaId, kind }: { readonly mediaId: string; readonly kind?: MediaKind | undefined },
  ): Promise<Media> {
    const found = await em.findOne(Media, { id: mediaId });
    const isTheirs = found !== null && ownerIds.includes(found.ownerId);
    const isUsable = isTheirs && found.kind === (kind ?? found.kind);
    if (!isUsable || found.status !== MediaStatus.ready) {
      throw new MediaUnusable({ params: { mediaId, kinds: kind ?? ALL_KINDS } });
    }
    return found;
  }

  /**
   * Notes that a course uses other files than before. It writes to each of them, so that one that is deleted at the same
   * time makes one of the two changes fail.
   */
  async change(
    em: EntityManager,
    courseId: string,
    { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
  ): Promise<void> {
    if (added.length + removed.length === 0) return;
    const now = this.clock.now();
    for (const media of await em.find(Media, { id: { $in: [...added, ...removed] } })) {
      if (added.includes(media.id)) media.use(courseId, now);
      else media.release(courseId, now);
    }
  }
}
