import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TopicService } from '../topic/topic.service';
import { CourseMedia } from './course-media.service';
import { type CoursePresentation, cleanPresentation, presentationIn } from './course-presentation';
import type { Course } from './course.entity';

/** What sells a course, inside the units of work that change it. */
@Injectable()
export class CoursePresentationService {
  constructor(
    private readonly media: CourseMedia,
    private readonly topics: TopicService,
  ) {}

  /** What is given of it, as it is stored. @throws MediaUnusable */
  async prepare(
    em: EntityManager,
    instructorIds: readonly string[],
    given: Partial<CoursePresentation>,
  ): Promise<Partial<CoursePresentation>> {
    const clean = cleanPresentation(presentationIn(given));
    await this.media.assertUsable(em, instructorIds, clean);
    if (!clean.topics) return clean;
    return { ...clean, topics: await this.topics.canonical(clean.topics) };
  }

  /** Notes which files a course uses now. @param before those that its draft had */
  noteMedia(em: EntityManager, course: Course, before: readonly string[]): Promise<void> {
    return this.media.note(em, course, before);
  }
}
