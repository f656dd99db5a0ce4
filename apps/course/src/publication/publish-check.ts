import { LessonKind } from '@course-plateform/types/course';
import type { Course } from '../course/course.entity';
import { plainText } from '../course/rich-text';

/** What the checks need to know besides the course; asked for once, before they run. */
export interface PublishFacts {
  readonly categoryExists: boolean;
  /** Quizzes of this course that learners can take. */
  readonly publishedQuizIds: ReadonlySet<string>;
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
  readonly code: string;
  readonly detail: (facts: PublishFacts) => string;
  passes(course: Course, facts: PublishFacts): boolean;
}

/** Independent conditions, each with a name: all of them are looked at, so that an author sees everything at once. */
const CHECKS: readonly PublishCheck[] = [
  {
    code: 'course.description_too_short',
    detail: ({ descriptionMinimum }) =>
      `Describe the course in at least ${descriptionMinimum} characters.`,
    passes: ({ details }, { descriptionMinimum }) =>
      plainText(details.description).length >= descriptionMinimum,
  },
  {
    code: 'course.category_missing',
    detail: () => 'File the course under a category that exists.',
    passes: (_course, { categoryExists }) => categoryExists,
  },
  {
    code: 'course.lessons_missing',
    detail: ({ lessonsMinimum }) => `Write at least ${lessonsMinimum} lessons.`,
    passes: ({ curriculum }, { lessonsMinimum }) => curriculum.lessons.length >= lessonsMinimum,
  },
  {
    code: 'course.section_empty',
    detail: () => 'Fill or remove the sections without lessons.',
    passes: ({ sections }) => sections.every(({ lessons }) => lessons.length > 0),
  },
  {
    code: 'course.article_empty',
    detail: () => 'Write the articles that are still empty.',
    passes: ({ curriculum }) =>
      curriculum.lessons.every(
        ({ kind, article }) => kind !== LessonKind.article || plainText(article ?? '') !== '',
      ),
  },
  {
    code: 'course.quiz_unpublished',
    detail: () => 'Publish the quizzes of the course first.',
    passes: ({ curriculum }, { publishedQuizIds }) =>
      curriculum.lessons.every(({ quizId }) => quizId === null || publishedQuizIds.has(quizId)),
  },
];

/** Looks at every condition for publishing a course. */
export function runPublishChecks(course: Course, facts: PublishFacts): CheckOutcome[] {
  return CHECKS.map((check) => ({
    code: check.code,
    passed: check.passes(course, facts),
    detail: check.detail(facts),
  }));
}
