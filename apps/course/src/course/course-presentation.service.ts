import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { TopicService } from '../topic/topic.service';
import { CoursePrerequisites } from './course-prerequisites.service';
import { CourseMedia } from './course-media.service';
import { type CoursePresentation, cleanPresentation, presentationIn } from './course-presentation';
import type { Course } from './course.entity';

/** The course that something is to be presented of. */
interface PresentedCourse {
  /** Undefined for a new one. */
  readonly id?: string;
  readonly instructorIds: readonly string[];
  /** The courses that it requires already: whatever others did with them, they can stay. */
  readonly prerequisiteCourseIds?: readonly string[] | undefined;
}

/** What sells a course, inside the units of work that change it. */
@Injectable()
export class CoursePresentationService {
  constructor(
    private readonly media: CourseMedia,
    private readonly topics: TopicService,
    private readonly prerequisites: CoursePrerequisites,
  ) {}

  /** What is given of it, as it is stored. @throws MediaUnusable, PrerequisiteInvalid */
  async prepare(
    em: EntityManager,
    course: PresentedCourse,
    given: Partial<CoursePresentation>,
  ): Promise<Partial<CoursePresentation>> {
    const clean = cleanPresentation(presentationIn(given));
    await this.media.assertUsable(em, course.instructorIds, clean);
    const kept = course.prerequisiteCourseIds ?? [];
    const added = (clean.prerequisiteCourseIds ?? []).filter((one) => !kept.includes(one));
    await this.prerequisites.assertUsable(course.id, added);
    if (!clean.topics) return clean;
    return { ...clean, topics: await this.topics.canonical(clean.topics) };
  }

  /** Notes which files a course uses now. @param before those that its draft had */
  noteMedia(em: EntityManager, course: Course, before: readonly string[]): Promise<void> {
    return this.media.note(em, course, before);
  }
}
