import { say } from '@course-plateform/common/i18n';
import { type MessageParams, type Phrase, phrase } from '@course-plateform/common/kernel';
import type { Course } from '../course/course.entity';
import { LESSON_KINDS } from '../lesson-kinds/registry';
import { plainText, visibleLength } from '../rich-text/rich-text';

/** What the checks need to know besides the course; asked for once, before they run. */
export interface PublishFacts {
  readonly categoryExists: boolean;
  /** The kinds of lessons, by their words, whose check fails. */
  readonly unreadyKinds: ReadonlySet<string>;
  readonly descriptionMinimum: number;
  readonly lessonsMinimum: number;
}

export interface CheckOutcome {
  readonly code: string;
  readonly passed: boolean;
  /** What to do about it. */
  readonly detail: string;
}

interface PublishCheck {
  /** Names the check and says what to do about it. */
  readonly phrase: Phrase;
  readonly params?: (facts: PublishFacts) => MessageParams;
  passes(course: Course, facts: PublishFacts): boolean;
}

/**
 * Independent conditions, each with a name: all of them are looked at, so that an author sees everything at once. Each
 * kind of lesson has one more.
 */
const CHECKS: readonly PublishCheck[] = [
  {
    phrase: phrase(
      'course.description_too_short',
      'Describe the course in at least {minimum, plural, one {# character} other {# characters}}.',
    ),
    params: ({ descriptionMinimum }) => ({ minimum: descriptionMinimum }),
    passes: ({ details }, { descriptionMinimum }) =>
      visibleLength(plainText(details.description), descriptionMinimum) >= descriptionMinimum,
  },
  {
    phrase: phrase('course.category_missing', 'File the course under a category that exists.'),
    passes: (_course, { categoryExists }) => categoryExists,
  },
  {
    phrase: phrase(
      'course.lessons_missing',
      'Write at least {minimum, plural, one {# lesson} other {# lessons}}.',
    ),
    params: ({ lessonsMinimum }) => ({ minimum: lessonsMinimum }),
    passes: ({ curriculum }, { lessonsMinimum }) => curriculum.lessons.length >= lessonsMinimum,
  },
  {
    phrase: phrase('course.section_empty', 'Fill or remove the sections without lessons.'),
    passes: ({ sections }) => sections.every(({ lessons }) => lessons.length > 0),
  },
];

/** Looks at every condition for publishing a course. */
export function runPublishChecks(course: Course, facts: PublishFacts): CheckOutcome[] {
  const ofCourse = CHECKS.map((check) => ({
    code: check.phrase.code,
    passed: check.passes(course, facts),
    detail: say(check.phrase, check.params?.(facts)),
  }));
  const ofLessons = LESSON_KINDS.all.map(({ kind, check }) => ({
    code: check.phrase.code,
    passed: !facts.unreadyKinds.has(kind),
    detail: say(check.phrase),
  }));
  return [...ofCourse, ...ofLessons];
}
