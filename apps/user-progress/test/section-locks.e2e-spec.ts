import { DAY_MS, FixedClock, newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import type { CurriculumSection, CourseCurriculumGet } from '@course-plateform/types/course';
import { courseCompleted, enrollmentGet } from '@course-plateform/types/user-progress';
import { CurriculumSnapshot } from '../src/curriculum/curriculum-snapshot.entity';
import { LessonCompletion } from '../src/enrollment/lesson-completion.entity';
import type { LessonProgressResponse } from '../src/progress/progress.dto';
import {
  type ProgressFixture,
  aCurriculum,
  enrolled,
  lessonIds,
  pass,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

const sections = [newId(), newId(), newId()] as const;

describe('sections that are not open yet', () => {
  let fixture: ProgressFixture;
  let clock: FixedClock;
  let learner: TestUser;

  beforeAll(async () => {
    clock = new FixedClock(new Date());
    fixture = await startProgress({}, clock);
    learner = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  /** A course with each lesson in a section of its own; the second one is an article, the third a quiz. */
  async function beginning(rules: Partial<CurriculumSection>[] = []) {
    const courseId = newId();
    fixture.curricula.respondWith((request) => ruled(request, rules));
    const { id, enrolledAt } = await enrolled(fixture, learner, courseId);
    const [first = '', second = '', , quizId = ''] = lessonIds(courseId);
    return { courseId, id, enrolledAt: new Date(enrolledAt), first, second, quizId };
  }

  function ruled(request: CourseCurriculumGet, rules: readonly Partial<CurriculumSection>[]) {
    const { curriculum } = aCurriculum(request);
    return {
      curriculum: {
        ...curriculum,
        lessons: curriculum.lessons.map((lesson, at) => ({
          ...lesson,
          sectionId: sections[at] ?? '',
        })),
        sections: rules.map((rule) => ({
          ...{ sectionId: sections[1], release: null, requiresPrevious: false },
          ...rule,
        })),
      },
    };
  }

  const requested = async (courseId: string, withLocks?: boolean) =>
    (
      await fixture.app.rpc.request(enrollmentGet, {
        ...{ userId: learner.id, courseId },
        ...(withLocks === undefined ? {} : { withLocks }),
      })
    ).enrollment;

  const progressOf = async (id: string): Promise<LessonProgressResponse[]> =>
    (
      await fixture.app.http
        .get(`/api/v1/enrollments/${id}/progress`)
        .set(bearer(learner))
        .expect(200)
    ).body.lessons;

  const ticked = (enrollmentId: string) => fixture.app.stored(LessonCompletion, { enrollmentId });

  it('open some days after the first access', async () => {
    const { courseId, id, enrolledAt, second } = await beginning([{ release: { afterDays: 7 } }]);
    const availableAt = new Date(enrolledAt.getTime() + 7 * DAY_MS).toISOString();
    const refused = await tick(fixture, learner, id, second);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      ...{ code: 'progress.lesson_locked', availableAt, missingLessons: 0 },
    });
    expect(await ticked(id)).toEqual([]);
    expect(await requested(courseId, true)).toMatchObject({
      locks: [
        {
          ...{ sectionId: sections[1], availableAt, missingLessons: 0 },
          ...{ openLessonIds: [], quizIds: [] },
        },
      ],
    });
    expect(await progressOf(id)).toMatchObject([
      { locked: false, availableAt: null },
      { lessonId: second, locked: true, availableAt },
      { locked: false, availableAt: null },
    ]);
    clock.advance(7 * DAY_MS);
    await tick(fixture, learner, id, second).expect(200);
    expect(await requested(courseId, true)).toMatchObject({ locks: [] });
    expect((await progressOf(id))[1]).toMatchObject({ completed: true, locked: false });
  });

  it('keep their time through a withdrawal and a return', async () => {
    const { courseId, id, second } = await beginning([{ release: { afterDays: 7 } }]);
    clock.advance(6 * DAY_MS);
    await withdraw(fixture, learner, id).expect(201);
    expect(await requested(courseId, true)).not.toHaveProperty('locks');
    await enrolled(fixture, learner, courseId);
    await tick(fixture, learner, id, second).expect(403);
    clock.advance(DAY_MS);
    await tick(fixture, learner, id, second).expect(200);
  });

  it('open at a date, for those before and after it', async () => {
    const at = new Date(clock.now().getTime() + DAY_MS).toISOString();
    const { id, second } = await beginning([{ release: { at } }]);
    expect((await tick(fixture, learner, id, second)).body).toMatchObject({ availableAt: at });
    clock.advance(DAY_MS);
    await tick(fixture, learner, id, second).expect(200);
    const late = await beginning([{ release: { at } }]);
    await tick(fixture, learner, late.id, late.second).expect(200);
  });

  it('open when the lessons of the sections before are completed, quizzes by passing them', async () => {
    const rules = [{ requiresPrevious: true }, { sectionId: sections[2], requiresPrevious: true }];
    const { courseId, id, first, second, quizId } = await beginning(rules);
    const locks = async () => (await requested(courseId, true))?.locks;
    expect(await locks()).toMatchObject([
      { sectionId: sections[1], availableAt: null, missingLessons: 1, quizIds: [] },
      { sectionId: sections[2], availableAt: null, missingLessons: 2, quizIds: [quizId] },
    ]);
    const { body } = await tick(fixture, learner, id, second).expect(403);
    expect(body).toMatchObject({ code: 'progress.lesson_locked', missingLessons: 1 });
    expect(body).not.toHaveProperty('availableAt');
    await tick(fixture, learner, id, first).expect(200);
    await tick(fixture, learner, id, second).expect(200);
    expect(await locks()).toEqual([]);
    await pass(fixture, learner.id, courseId, quizId);
    await fixture.app.events.next(courseCompleted, ({ payload }) => payload.courseId === courseId);
    expect((await progressOf(id)).map(({ completed }) => completed)).toEqual([true, true, true]);
  });

  it('leave open what was completed, whatever is undone before', async () => {
    const { courseId, id, first, second } = await beginning([{ requiresPrevious: true }]);
    await tick(fixture, learner, id, first).expect(200);
    await tick(fixture, learner, id, second).expect(200);
    const { body } = await tick(fixture, learner, id, first, 'delete').expect(200);
    expect(body.lessons).toMatchObject([
      { completed: false, locked: false },
      { completed: true, locked: false },
      { completed: false, locked: false },
    ]);
    expect(await requested(courseId, true)).toMatchObject({
      locks: [{ missingLessons: 1, openLessonIds: [second] }],
    });
    await tick(fixture, learner, id, second).expect(200);
  });

  it('let one of concurrent completions through once the last lesson before is completed', async () => {
    const { id, first, second } = await beginning([{ requiresPrevious: true }]);
    const responses = await Promise.all(
      [second, first, second].map((lessonId) => tick(fixture, learner, id, lessonId)),
    );
    expect(responses[1]?.status).toBe(200);
    for (const { status } of responses) expect([200, 403]).toContain(status);
    await tick(fixture, learner, id, second).expect(200);
    expect(await ticked(id)).toHaveLength(2);
  });

  it('are part of no reply that did not ask for them, and are kept with the lessons', async () => {
    const { courseId } = await beginning([{ release: { afterDays: 7 } }]);
    expect(await requested(courseId)).not.toHaveProperty('locks');
    expect(await requested(courseId, false)).not.toHaveProperty('locks');
    await requested(courseId, true);
    expect(await fixture.app.stored(CurriculumSnapshot, { courseId })).toMatchObject([
      { sections: [{ sectionId: sections[1], release: { afterDays: 7 } }] },
    ]);
  });

  it('are none with a course service that knows no such rules', async () => {
    fixture.curricula.respondWith(aCurriculum);
    const courseId = newId();
    const { id } = await enrolled(fixture, learner, courseId);
    expect(await requested(courseId, true)).toMatchObject({ enrollmentId: id, locks: [] });
    await tick(fixture, learner, id, lessonIds(courseId)[1] ?? '').expect(200);
  });
});
