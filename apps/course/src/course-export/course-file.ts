import type { MoneyValue } from '@course-plateform/common/kernel';
import type { CourseDetails } from '../course/course.entity';
import { type CoursePresentation, presentationOf } from '../course/course-presentation';
import type { Section } from '../course/curriculum';
import { opensAtOnce, rulesOf } from '../course/section-rules';
import type { Attachments } from '../lesson-kinds/lesson-attachments';
import type { Lesson, LessonNames } from '../lesson-kinds/lesson-kind';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import type { MediaKind } from '../media/media-kind';

/** Says that an archive has a course, in the first member of its `course.json`. */
export const FORMAT = 'course-plateform.course';
/** Counts the changes of the format that readers of the one before would not understand. */
export const FORMAT_VERSION = 1;
/** The entry of an archive with everything but files. */
export const COURSE_ENTRY = 'course.json';
/** Where the files are, each named by its SHA-256. */
export const MEDIA_FOLDER = 'media/';

/** A file as `course.json` lists it. Its bytes are the entry that its hash names. */
export interface MediaInFile {
  readonly id: string;
  readonly kind: MediaKind;
  readonly name: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What there is to write of a course. */
export interface WrittenCourse {
  readonly details: CourseDetails;
  readonly listPrice: MoneyValue;
  readonly sections: readonly Section[];
}

/**
 * Ids inside an archive, counted from 1 in the order in which they are first named. They say nothing about where the
 * course comes from, and the same course gets the same ones each time.
 */
export class LocalIds {
  private readonly known = new Map<string, string>();

  of(id: string): string {
    const local = this.known.get(id) ?? localId(this.known.size + 1);
    this.known.set(id, local);
    return local;
  }

  /** The ids outside, in the order of their local ones. */
  get outside(): string[] {
    return [...this.known.keys()];
  }
}

/** What an archive says about a course, with ids of its own. */
export function fileOfCourse(
  { details, listPrice, sections }: WrittenCourse,
  names: LessonNames,
): object {
  const { title, subtitle, description, categoryId, level, language } = details;
  return {
    course: {
      ...{ title, subtitle, categoryId, level, language },
      // One that is not written yet is left out, as in requests.
      ...(description === '' ? {} : { description }),
      ...presented(presentationOf(details), names),
      price: listPrice,
    },
    sections: sections.map((section) => ({
      title: section.title,
      // Only where there is one, so that archives without any stay readable by releases that know none.
      ...(opensAtOnce(section) ? {} : rulesOf(section)),
      lessons: section.lessons.map((lesson) => lessonIn(lesson, names)),
    })),
  };
}

function presented(
  // Courses that it requires are ids of this platform, which no other one knows.
  { coverId, promoVideoId, prerequisiteCourseIds: _, ...texts }: CoursePresentation,
  names: LessonNames,
): Omit<CoursePresentation, 'prerequisiteCourseIds'> {
  const named = (id: string | null): string | null => (id === null ? null : names.mediaId(id));
  return { ...texts, coverId: named(coverId), promoVideoId: named(promoVideoId) };
}

function lessonIn(lesson: Lesson, names: LessonNames): object {
  const { kind, title, preview } = lesson;
  return {
    ...{ kind, title, preview },
    ...LESSON_KINDS.of(lesson).written(lesson, names),
    ...attached(lesson, names),
  };
}

function attached({ captions = [], resources = [] }: Attachments, names: LessonNames) {
  return {
    captions: captions.map((caption) => ({
      ...caption,
      mediaId: names.mediaId(caption.mediaId),
    })),
    resources: resources.map(({ title, mediaId, url }) => ({
      title,
      mediaId: mediaId === null ? null : names.mediaId(mediaId),
      url,
    })),
  };
}

function localId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
