import { translate } from '@course-plateform/common/i18n';
import {
  type MessageParams,
  type MessageDescriptor,
  defineMessage,
} from '@course-plateform/common/kernel';
import type { Course } from '../course/course.entity';
import { presentationOf } from '../course/course-presentation';
import type { Lesson } from '../lesson-kinds/lesson-kind';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import { video } from '../lesson-kinds/video.kind';
import { plainText, visibleLength } from '../rich-text/rich-text';

/** What the checks need to know besides the course; requested once, before they run. */
export interface PublishCheckInput {
  readonly categoryExists: boolean;
  /** The kinds of lessons, by their words, whose check fails. */
  readonly unreadyKinds: ReadonlySet<string>;
  readonly descriptionMinimum: number;
  readonly lessonsMinimum: number;
  /** How long all lessons take together at least, in minutes. */
  readonly minutesMinimum: number;
  readonly objectivesMinimum: number;
  /** In pixels; a width of 0 asks for no cover. */
  readonly coverMinimum: PixelSize;
  /** Of the image that is the cover; null without one. */
  readonly cover: PixelSize | null;
  /** How much video a free course has at most, in hours; 0 is no limit. */
  readonly freeHoursMaximum: number;
}

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

export interface CheckOutcome {
  readonly code: string;
  readonly passed: boolean;
  /** What to do about it. */
  readonly detail: string;
}

interface PublishCheck {
  /** Names the check and says what to do about it. */
  readonly message: MessageDescriptor;
  readonly params?: (events: PublishCheckInput) => MessageParams;
  passes(course: Course, events: PublishCheckInput): boolean;
}

/**
 * Independent conditions, each with a name: all of them are looked at, so that an author sees everything at once. Each
 * kind of lesson has one more.
 */
const CHECKS: readonly PublishCheck[] = [
  {
    message: defineMessage(
      'course.description_too_short',
      'Describe the course in at least {minimum, plural, one {# character} other {# characters}}.',
    ),
    params: ({ descriptionMinimum }) => ({ minimum: descriptionMinimum }),
    passes: ({ details }, { descriptionMinimum }) =>
      visibleLength(plainText(details.description), descriptionMinimum) >= descriptionMinimum,
  },
  {
    message: defineMessage(
      'course.category_missing',
      'File the course under a category that exists.',
    ),
    passes: (_course, { categoryExists }) => categoryExists,
  },
  {
    message: defineMessage(
      'course.lessons_missing',
      'Write at least {minimum, plural, one {# lesson} other {# lessons}}.',
    ),
    params: ({ lessonsMinimum }) => ({ minimum: lessonsMinimum }),
    passes: ({ curriculum }, { lessonsMinimum }) => curriculum.lessons.length >= lessonsMinimum,
  },
  {
    message: defineMessage(
      'course.too_short',
      'Make lessons of at least {minimum, plural, one {# minute} other {# minutes}} together.',
    ),
    params: ({ minutesMinimum }) => ({ minimum: minutesMinimum }),
    passes: ({ curriculum }, { minutesMinimum }) =>
      secondsOf(curriculum.lessons) >= minutesMinimum * 60,
  },
  {
    message: defineMessage(
      'course.objectives_missing',
      'Say in at least {minimum, plural, one {# line} other {# lines}} what learners will be able to do.',
    ),
    params: ({ objectivesMinimum }) => ({ minimum: objectivesMinimum }),
    passes: ({ details }, { objectivesMinimum }) =>
      presentationOf(details).objectives.length >= objectivesMinimum,
  },
  {
    message: defineMessage(
      'course.cover_missing',
      'Choose a cover of at least {width, number} × {height, number} pixels.',
    ),
    params: ({ coverMinimum }) => ({ ...coverMinimum }),
    passes: (_course, { cover, coverMinimum }) =>
      coverMinimum.width === 0 ||
      (cover !== null && cover.width >= coverMinimum.width && cover.height >= coverMinimum.height),
  },
  {
    message: defineMessage(
      'course.free_too_long',
      'Give the course a price, or leave at most {maximum, plural, one {# hour} other {# hours}} of video in it.',
    ),
    params: ({ freeHoursMaximum }) => ({ maximum: freeHoursMaximum }),
    passes: ({ listPrice, curriculum }, { freeHoursMaximum }) =>
      freeHoursMaximum === 0 ||
      listPrice.amountMinor > 0 ||
      secondsOf(curriculum.lessons.filter(({ kind }) => kind === video.kind)) <=
        freeHoursMaximum * 3600,
  },
  {
    message: defineMessage('course.section_empty', 'Fill or remove the sections without lessons.'),
    passes: ({ sections }) => sections.every(({ lessons }) => lessons.length > 0),
  },
];

function secondsOf(lessons: readonly Lesson[]): number {
  return lessons.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
}

/** Looks at every condition for publishing a course. */
export function runPublishChecks(course: Course, events: PublishCheckInput): CheckOutcome[] {
  const ofCourse = CHECKS.map((check) => ({
    code: check.message.code,
    passed: check.passes(course, events),
    detail: translate(check.message, check.params?.(events)),
  }));
  const ofLessons = LESSON_KINDS.all.flatMap(({ kind, check }) =>
    check
      ? {
          code: check.message.code,
          passed: !events.unreadyKinds.has(kind),
          detail: translate(check.message),
        }
      : [],
  );
  return [...ofCourse, ...ofLessons];
}
