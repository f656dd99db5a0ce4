import type { CurriculumSection } from '@course-plateform/types/course';
import { lockOf, locksOf } from './section-locks';

const NOW = new Date('2026-03-29T12:00:00.000Z');
const ENROLLED = new Date('2026-03-28T12:00:00.000Z');

function lesson(lessonId: string, quizId: string | null = null) {
  return { lessonId, sectionId: lessonId.charAt(0), title: lessonId, kind: 'article', quizId };
}

const LESSONS = [lesson('a1'), lesson('a2'), lesson('b1'), lesson('b2', 'q'), lesson('c1')];

function section(sectionId: string, rules: Partial<CurriculumSection>): CurriculumSection {
  return { sectionId, release: null, requiresPrevious: false, ...rules };
}

function locks(
  sections: CurriculumSection[],
  {
    done = [],
    now = NOW,
    lessons = LESSONS,
  }: Partial<{
    done: string[];
    now: Date;
    lessons: typeof LESSONS;
  }> = {},
) {
  const learner = { enrolledAt: ENROLLED, done: new Map(done.map((id) => [id, NOW])) };
  return locksOf({ lessons, sections }, learner, now);
}

describe('the lock of a section', () => {
  const open = { openLessonIds: [], missingLessons: 0, availableAt: null };

  it.each([
    [{ afterDays: 0 }, null],
    [{ afterDays: 1 }, null],
    [{ afterDays: 2 }, '2026-03-30T12:00:00.000Z'],
    [{ afterDays: 365 }, '2027-03-28T12:00:00.000Z'],
    [{ at: '2026-03-29T12:00:00.000Z' }, null],
    [{ at: '2026-03-29T12:00:00.001Z' }, '2026-03-29T12:00:00.001Z'],
    [{ at: '2020-01-01T00:00:00.000Z' }, null],
    [{ afterDays: 0, at: '2020-01-01T00:00:00.000Z' }, null],
    [{ afterDays: 2, at: '2020-01-01T00:00:00.000Z' }, '2026-03-30T12:00:00.000Z'],
    [{ afterDays: 2, at: '2026-04-01T00:00:00.000Z' }, '2026-04-01T00:00:00.000Z'],
  ])('with the release %j is there until %s', (release, availableAt) => {
    const found = locks([section('b', { release })]);
    expect(found).toEqual(
      availableAt === null ? [] : [{ ...open, sectionId: 'b', availableAt, quizIds: ['q'] }],
    );
  });

  it('ends with the last millisecond, to the hour, whatever clocks of a country do', () => {
    const sections = [section('b', { release: { afterDays: 2 } })];
    const at = new Date('2026-03-30T12:00:00.000Z');
    expect(locks(sections, { now: new Date(at.getTime() - 1) })).toHaveLength(1);
    expect(locks(sections, { now: at })).toEqual([]);
  });

  it.each([
    ['a', [], 0],
    ['b', [], 2],
    ['b', ['a1', 'b1'], 1],
    ['b', ['a1', 'a2'], 0],
    ['c', ['a1', 'a2', 'b1'], 1],
    ['empty', [], 0],
  ])('of %s with %j completed waits for %i lessons before', (id, done, missingLessons) => {
    const found = locks([section(id, { requiresPrevious: true })], { done });
    expect(found.map((lock) => lock.missingLessons)).toEqual(
      missingLessons === 0 ? [] : [missingLessons],
    );
  });

  it('waits for both rules', () => {
    const rules = { release: { afterDays: 2 }, requiresPrevious: true };
    expect(locks([section('b', rules)])).toMatchObject([
      { availableAt: '2026-03-30T12:00:00.000Z', missingLessons: 2 },
    ]);
    expect(locks([section('b', rules)], { done: ['a1', 'a2'] })).toMatchObject([
      { availableAt: '2026-03-30T12:00:00.000Z', missingLessons: 0 },
    ]);
  });

  it('leaves sections open that have no rule, also behind one', () => {
    expect(locks([section('b', { requiresPrevious: true })]).map((one) => one.sectionId)).toEqual([
      'b',
    ]);
  });

  it('leaves completed lessons, previews and passed quizzes open', () => {
    const sections = [section('b', { requiresPrevious: true })];
    const found = locks(sections, { done: ['b2'] });
    expect(found).toMatchObject([{ openLessonIds: ['b2'], quizIds: [] }]);
    const [, , first = lesson(''), second = lesson(''), other = lesson('')] = LESSONS;
    expect(lockOf(first, found)).toBe(found[0]);
    expect(lockOf({ ...first, isPreview: true }, found)).toBeUndefined();
    expect(lockOf(second, found)).toBeUndefined();
    expect(lockOf(other, found)).toBeUndefined();
  });

  it('leaves a quiz open that an open section has too', () => {
    const lessons = [...LESSONS, lesson('c2', 'q')];
    expect(locks([section('b', { requiresPrevious: true })], { lessons })).toMatchObject([
      { sectionId: 'b', quizIds: [] },
    ]);
  });
});
