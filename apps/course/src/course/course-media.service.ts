import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { CourseServiceSettings } from '../env';
import type { LessonSources } from '../lesson-kinds/lesson-kind';
import { MediaUses } from '../media/media-uses.service';
import { MediaKind } from '../media/media-kind';
import type { Course, CourseDetails } from './course.entity';
import { Publication } from './publication.entity';

/** The files in courses, inside the units of work that change the courses. */
@Injectable()
export class CourseMedia {
  constructor(
    private readonly uses: MediaUses,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** What the lessons of a course may be made of. */
  sources(em: EntityManager, { team }: Course): LessonSources {
    return {
      media: (mediaId, kind) => this.uses.find(em, team.ids, { mediaId, kind }),
      // Looked up when the course is published: it belongs to another service.
      quizId: (named) => named,
      linkHosts: this.settings.lessonLinkHosts,
    };
  }

  /**
   * Looks for the files that the page of a course is to show.
   * @param instructorIds its instructors
   * @throws MediaUnusable when one is absent, another user's, of another kind or not ready
   */
  async assertUsable(
    em: EntityManager,
    instructorIds: readonly string[],
    { coverId, promoVideoId }: Partial<CourseDetails>,
  ): Promise<void> {
    const wanted = [
      { mediaId: coverId, kind: MediaKind.image },
      { mediaId: promoVideoId, kind: MediaKind.video },
    ];
    for (const { mediaId, kind } of wanted) {
      if (mediaId) await this.uses.find(em, instructorIds, { mediaId, kind });
    }
  }

  /** Notes which files a course uses now. @param before those that its draft had */
  async note(em: EntityManager, course: Course, before: readonly string[]): Promise<void> {
    const after = course.mediaIds;
    const added = after.filter((id) => !before.includes(id));
    const gone = before.filter((id) => !after.includes(id));
    const published = gone.length > 0 ? await this.published(em, course) : [];
    const removed = gone.filter((id) => !published.includes(id));
    await this.uses.change(em, course.id, { added, removed });
  }

  /** Learners keep the publication that they have, whatever the draft becomes. */
  private async published(em: EntityManager, { id, wasPublished }: Course): Promise<string[]> {
    if (!wasPublished) return [];
    const found = await em.find(Publication, { courseId: id }, { fields: ['mediaIds'] });
    return found.flatMap(({ mediaIds }) => mediaIds ?? []);
  }
}
