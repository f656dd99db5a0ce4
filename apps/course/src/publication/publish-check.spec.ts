import { Money, newId } from '@course-plateform/common/kernel';
import { Course, type CourseDetails, CourseLevel } from '../course/course.entity';
import { Curriculum, type Section } from '../course/curriculum';
import { type PublishCheckInput, runPublishChecks } from './publish-check';

const NOW = new Date('2026-01-01T00:00:00Z');

const EVENTS: PublishCheckInput = {
  categoryExists: true,
  unreadyKinds: new Set(),
  descriptionMinimum: 20,
  lessonsMinimum: 2,
  minutesMinimum: 0,
  objectivesMinimum: 0,
  coverMinimum: { width: 0, height: 0 },
  cover: null,
  freeHoursMaximum: 2,
};

const lesson = () => ({
  id: newId(),
  title: 'Lesson',
  kind: 'article',
  preview: false,
  durationSeconds: 0,
});
const section = (...lessons: Section['lessons']): Section => ({
  id: newId(),
  title: 'Section',
  lessons,
});

/** Two lessons that take so long together. */
const timed = (durationSeconds: number, kind = 'article'): Section =>
  section(lesson(), { ...lesson(), kind, durationSeconds });
const COVER = { width: 750, height: 422 };
const RULES = { minutesMinimum: 30 };
const GOOD = [section(lesson(), lesson())];

/** The codes of the checks that a course fails. */
function failedBy(
  change: { details?: Partial<CourseDetails>; sections?: readonly Section[] },
  events: Partial<PublishCheckInput> = {},
): string[] {
  const course = new Course({
    instructorId: newId(),
    slug: 'course',
    details: {
      title: 'Course',
      subtitle: null,
      description: '<p>12345678901234567890</p>',
      categoryId: newId(),
      level: CourseLevel.all,
      language: 'en',
      ...change.details,
    },
    listPrice: Money.of(0, 'USD'),
    now: NOW,
  });
  course.rearrange(new Curriculum(change.sections ?? GOOD), NOW);
  return runPublishChecks(course, { ...EVENTS, ...events })
    .filter(({ passed }) => !passed)
    .map(({ code }) => code);
}

describe('publication checks', () => {
  it('pass for a complete course', () => {
    expect(failedBy({})).toEqual([]);
  });

  it.each([
    ['long enough by a character', '<p>12345678901234567890</p>', true],
    ['short of a character', '<p>1234567890123456789</p>', false],
    ['long in two blocks', '<p>1234567890</p><p>123456789</p>', true],
    ['long by markup only', `<p>${'<strong>a</strong>'.repeat(10)}</p>`, false],
    ['long by entities only', '&amp;'.repeat(12), false],
    ['of entities, and long enough', '&amp;'.repeat(20), true],
    ['long by blanks only', `<p>a${' &nbsp;'.repeat(30)}</p>`, false],
    ['long by what cannot be seen only', '\u200B\u3164'.repeat(20), false],
    ['of characters in several parts, and long enough', 'e\u0301'.repeat(20), true],
    ['of characters in several parts, and too short', 'e\u0301'.repeat(19), false],
    ['empty', '', false],
  ])('measure the visible text of a description: %s', (_what, description, passes) => {
    const failed = passes ? [] : ['course.description_too_short'];
    expect(failedBy({ details: { description } })).toEqual(failed);
  });

  it.each<[string, Parameters<typeof failedBy>, string[]]>([
    ['no category', [{}, { categoryExists: false }], ['course.category_missing']],
    ['a lesson too few', [{ sections: [section(lesson())] }], ['course.lessons_missing']],
    ['enough lessons in two sections', [{ sections: GOOD.concat(GOOD) }], []],
    ['lessons short of a second', [{ sections: [timed(1799)] }, RULES], ['course.too_short']],
    ['lessons that are long enough', [{ sections: [timed(1800)] }, RULES], []],
    ['a free course of two hours of video', [{ sections: [timed(7200, 'video')] }], []],
    [
      'a free course of more video',
      [{ sections: [timed(7201, 'video')] }],
      ['course.free_too_long'],
    ],
    ['a free course of more to read', [{ sections: [timed(9000)] }], []],
    ['too few objectives', [{}, { objectivesMinimum: 1 }], ['course.objectives_missing']],
    [
      'enough objectives',
      [{ details: { objectives: ['Build a website'] } }, { objectivesMinimum: 1 }],
      [],
    ],
    ['no cover', [{}, { coverMinimum: COVER }], ['course.cover_missing']],
    ['a cover of the smallest size', [{}, { coverMinimum: COVER, cover: COVER }], []],
    [
      'a cover that is too low',
      [{}, { coverMinimum: COVER, cover: { width: 750, height: 421 } }],
      ['course.cover_missing'],
    ],
    ['no section', [{ sections: [] }], ['course.lessons_missing']],
    ['an empty section', [{ sections: [...GOOD, section()] }], ['course.section_empty']],
    [
      'lessons of a kind that are not ready',
      [{}, { unreadyKinds: new Set(['quiz']) }],
      ['course.quiz_unpublished'],
    ],
    [
      'lessons of two kinds that are not ready, in the order of the kinds',
      [{}, { unreadyKinds: new Set(['quiz', 'article']) }],
      ['course.article_empty', 'course.quiz_unpublished'],
    ],
    [
      'everything at once',
      [{ details: { description: '' }, sections: [section()] }, { categoryExists: false }],
      [
        'course.description_too_short',
        'course.category_missing',
        'course.lessons_missing',
        'course.section_empty',
      ],
    ],
  ])('report %s', (_what, [change, events], codes) => {
    expect(failedBy(change, events)).toEqual(codes);
  });

  it('say in numbers what to do', () => {
    const texts = runPublishChecks(
      new Course({
        instructorId: newId(),
        slug: 'course',
        details: {
          title: 'Course',
          subtitle: null,
          description: '',
          categoryId: null,
          level: CourseLevel.all,
          language: 'en',
        },
        listPrice: Money.of(0, 'USD'),
        now: NOW,
      }),
      EVENTS,
    ).map(({ detail }) => detail);
    expect(texts).toContain('Describe the course in at least 20 characters.');
    expect(texts).toContain('Write at least 2 lessons.');
  });
});
